"""Answers to the questions whether something is a service or a post."""

GATES = {"G01": "yes", **{f"G{n:02}": "no" for n in range(2, 11)}, "C01": "public"}
SERVICE = {"F01": "supplier", "F02": "quantity", "F03": "yes", "F08": "supplier"}
START = {"V01": "yes", "V02": "yes", "V03": "organ", "V04": "12", "V05": "yes", "V06": "no"}
POST = {"F01": "institution", "F02": "time", "F03": "no", "F08": "institution", "P06": "no", "P01": "institution", "P05": "yes"}
LABOUR = {"F01": "body", "F02": "time", "F03": "no", "F08": "supplier", "P06": "no", "P01": "supplier"}
REFER = {"F01": "shared", "F02": "mixed", "F03": "yes", "F08": "supplier"}
