"""The toolchain itself: what `./dev` promises."""
