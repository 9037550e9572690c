"""What does one supplier offer in one procurement? Its existence is secret until closing, its content until opening."""
