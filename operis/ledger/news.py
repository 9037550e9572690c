"""Has something been entered that the clock does not know of yet? Told in this process once it is committed, by nobody else."""

from threading import Event

NEWS = Event()
