"""What would an uploaded table enter? Cells to rows, rows to records, records to commands that are weighed before anything is entered."""
