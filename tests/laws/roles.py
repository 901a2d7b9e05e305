"""Laws about who may do what in the database: the application's role, and the few functions that pass the policies."""

from tests.laws.catalogue import CatalogueLaw

# The functions that see every tenant. Each gives back ids only; a new one is a decision to be written down.
DEFINERS = (
    "ourpatch.coops_with_outbox(timestamp with time zone)",  # the relay: whose outbox has something due
    "ourpatch.coops_with_unsealed(timestamp with time zone)",  # the worker: whose log has rows to seal
    "ourpatch.person_of_entry(uuid,uuid)",  # whose an entry is that somebody was turned away from
    "ourpatch.search_entries(uuid,uuid,text,integer,integer)",  # by the index of words, within what the asker may read
)
OWNERS_OWN = ("ourpatch.make_tenant(regclass,text)", "ourpatch.guard_sections(regclass,text)")
# They read what was entered, and no table: the time and the purpose are no tenant's.
OF_THE_CONTEXT = ("ourpatch.at()", "ourpatch.purpose_bit()")

_LISTED = ", ".join(f"'{name}'" for name in DEFINERS)
_UNTENANTED = ", ".join(f"'{name}'" for name in (*DEFINERS, *OWNERS_OWN, *OF_THE_CONTEXT))
_FUNCTIONS = """
  functions AS (SELECT p.*, p.oid::regprocedure::text AS named FROM pg_proc p
                  JOIN pg_namespace n ON n.oid = p.pronamespace
                 WHERE n.nspname IN ('ourpatch', 'tenant', 'directory', 'public'))
"""
_ANOTHER = """
CREATE FUNCTION ourpatch.example() RETURNS TABLE (coop_id uuid, id uuid) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ SELECT m.coop_id, m.id FROM tenant.membership m $$;
REVOKE ALL ON FUNCTION ourpatch.example() FROM PUBLIC;
"""
_LISTED_ONE = "ourpatch.coops_with_outbox(timestamptz)"

LAWS = (
    CatalogueLaw(
        "the functions that see every tenant are the listed ones",
        f"WITH {_FUNCTIONS} SELECT named FROM functions WHERE prosecdef AND named NOT IN ({_LISTED})",
        _ANOTHER,
        "ourpatch.example()",
    ),
    CatalogueLaw(
        "every listed function is there",
        f"""WITH {_FUNCTIONS} SELECT want.named FROM unnest(ARRAY[{_LISTED}]) want (named)
             WHERE NOT EXISTS (SELECT FROM functions f WHERE f.prosecdef AND f.named = want.named)""",
        f"ALTER FUNCTION {_LISTED_ONE} SECURITY INVOKER",
        DEFINERS[0],
    ),
    CatalogueLaw(
        "ourpatch_definer owns every function that sees all tenants",
        f"""WITH {_FUNCTIONS} SELECT named FROM functions
             WHERE prosecdef AND proowner <> 'ourpatch_definer'::regrole""",
        _ANOTHER,
        "ourpatch.example()",
    ),
    CatalogueLaw(
        "ourpatch_definer owns nothing else",
        """SELECT c.oid::regclass::text FROM pg_class c WHERE c.relowner = 'ourpatch_definer'::regrole
           UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p
            WHERE p.proowner = 'ourpatch_definer'::regrole AND NOT p.prosecdef
           UNION ALL SELECT n.nspname FROM pg_namespace n WHERE n.nspowner = 'ourpatch_definer'::regrole""",
        "CREATE TABLE directory.example (id uuid); ALTER SCHEMA tenant OWNER TO ourpatch_definer",
        "tenant",
    ),
    CatalogueLaw(
        "the search path of every function that sees all tenants is fixed, temporary objects last",
        f"""WITH {_FUNCTIONS} SELECT named FROM functions WHERE prosecdef
              AND NOT coalesce(proconfig, '{{}}') @> ARRAY['search_path=pg_catalog, pg_temp']""",
        f"ALTER FUNCTION {_LISTED_ONE} RESET ALL",
        DEFINERS[0],
    ),
    CatalogueLaw(
        "a function that sees all tenants gives back ids only",
        f"""WITH {_FUNCTIONS} SELECT DISTINCT f.named FROM functions f
             WHERE f.prosecdef AND (f.proargmodes IS NULL OR EXISTS (
               SELECT FROM unnest(f.proargmodes, f.proargnames, f.proallargtypes) a (mode, name, type)
                WHERE a.mode IN ('o', 'b', 't')
                  AND (a.type <> 'uuid'::regtype OR a.name !~ '(^|_)id$')))""",
        """CREATE FUNCTION ourpatch.example() RETURNS TABLE (coop_id uuid, name text) LANGUAGE sql SECURITY DEFINER
             AS $$ SELECT c.coop_id, c.name FROM tenant.coop c $$""",
        "ourpatch.example()",
    ),
    CatalogueLaw(
        "not everybody may call a function that sees all tenants",
        f"""WITH {_FUNCTIONS} SELECT f.named FROM functions f
             WHERE f.prosecdef AND EXISTS (SELECT FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) a
                                            WHERE a.grantee = 0)""",
        f"GRANT EXECUTE ON FUNCTION {_LISTED_ONE} TO PUBLIC",
        DEFINERS[0],
    ),
    CatalogueLaw(
        "every other function takes _coop first",
        f"""WITH {_FUNCTIONS} SELECT named FROM functions WHERE named NOT IN ({_UNTENANTED})
              AND prorettype <> 'trigger'::regtype
              AND (proargnames[1] IS DISTINCT FROM '_coop' OR proargtypes[0] IS DISTINCT FROM 'uuid'::regtype)""",
        "CREATE FUNCTION ourpatch.example(_name text) RETURNS text LANGUAGE sql AS $$ SELECT _name $$",
        "ourpatch.example(text)",
    ),
    CatalogueLaw(
        "ourpatch_app neither rules the server nor passes the policies, and becomes nobody who does",
        """SELECT r.rolname::text FROM pg_roles r
            WHERE pg_has_role('ourpatch_app', r.oid, 'MEMBER')
              AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication)""",
        "GRANT ourpatch_definer TO ourpatch_app",
        "ourpatch_definer",
    ),
    CatalogueLaw(
        "nobody signs in as ourpatch_definer",
        "SELECT r.rolname::text FROM pg_roles r WHERE r.rolname = 'ourpatch_definer' AND r.rolcanlogin",
        "ALTER ROLE ourpatch_definer LOGIN",
        "ourpatch_definer",
    ),
    CatalogueLaw(
        "ourpatch_app owns nothing and makes nothing",
        """SELECT c.oid::regclass::text FROM pg_class c WHERE c.relowner = 'ourpatch_app'::regrole
           UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.proowner = 'ourpatch_app'::regrole
           UNION ALL SELECT n.nspname FROM pg_namespace n WHERE n.nspname !~ '^pg_'
                        AND has_schema_privilege('ourpatch_app', n.oid, 'CREATE')""",
        "GRANT CREATE ON SCHEMA tenant TO ourpatch_app",
        "tenant",
    ),
    CatalogueLaw(
        "ourpatch_app reads and writes rows and does nothing else to a table: TRUNCATE asks no policy",
        """SELECT c.oid::regclass || ' ' || a.privilege_type FROM pg_class c
             JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('directory', 'tenant', 'ourpatch')
             CROSS JOIN aclexplode(c.relacl) a
            WHERE c.relkind IN ('r', 'p') AND a.grantee IN ('ourpatch_app'::regrole, 0)
              AND a.privilege_type NOT IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')""",
        "GRANT TRUNCATE ON tenant.membership TO ourpatch_app",
        "tenant.membership TRUNCATE",
    ),
    CatalogueLaw(
        "ourpatch_definer only reads",
        """SELECT c.oid::regclass || ' ' || a.privilege_type FROM pg_class c CROSS JOIN aclexplode(c.relacl) a
            WHERE c.relkind IN ('r', 'p') AND a.grantee = 'ourpatch_definer'::regrole
              AND a.privilege_type <> 'SELECT'""",
        "GRANT UPDATE ON tenant.outbox TO ourpatch_definer",
        "tenant.outbox UPDATE",
    ),
)
