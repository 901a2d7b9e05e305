"""The tests: a folder for each domain mirrors its rooms; laws/, e2e/, load/ and contract/ look at the whole."""
