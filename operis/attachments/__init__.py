"""What is kept beside the record by its digest."""
