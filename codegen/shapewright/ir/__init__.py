"""Nouns: what a service model says, in Smithy's words, as frozen values."""
