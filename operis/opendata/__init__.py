"""What is given away as open data: releases and records of the Open Contracting Data Standard, and what describes them."""
