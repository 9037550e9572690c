"""The front: a gunicorn worker that reads whole requests without a thread, stamps each with the moment its last byte arrived, and lets
threads answer."""
