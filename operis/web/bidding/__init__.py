"""How does a supplier write its bid? Part by part beside what the documents ask, kept as it goes, then sealed."""
