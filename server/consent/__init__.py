"""Who may see what: grants and what else opens or shuts a record, the access that follows, the access log.

Tables: `record`, `consent_grant`, `authority`, `best_interests_decision`, `directive`, `withholding`,
`emergency_access`, `visit_door`, `access_request`, `talk_due`, `effective_access`, `look`, `log_batch`, `log_day`.
Invariants: grants are append-only but for their revocation; `effective_access` is what the rules make of the facts,
in every committed state; every read of a record has its row in the log, in the same transaction; what is sealed stays.
"""
