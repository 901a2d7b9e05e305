"""How somebody signs in: accounts, one-time codes, enrolment cards, passkeys, sessions and the devices that hold them.

Tables (of the directory): `account`, `account_coop`, `coop`, `session`, `sign_in_code`, `enrolment_card`, `passkey`,
`passkey_challenge`, `demo_mail`.
Invariants: a secret is kept as a hash only; a code, a card and a challenge work once; every sign-in makes a new
session; a session that was shut opens nothing from that moment; nothing here says what anybody is in a co-op.
"""
