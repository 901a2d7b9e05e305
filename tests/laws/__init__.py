"""The constitution: one sentence a law. A law is a function that lists what breaks it, and each is tried twice: on
what we have, where it finds nothing, and on something that breaks it on purpose, which it has to see."""
