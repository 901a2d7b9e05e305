"""May they? None, or the refusal as a sentence."""
