"""SQL of what the public reads of the code lists: the words of each code, for pages that ask as the portal's role.

The views bear the names of their tables, which the portal's role finds in this schema first.
"""

PUBLISHED = r"""
create schema if not exists published;
revoke all on schema published from public;
grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;
create view published.codelists_codelist with (security_barrier = true) as select * from public.codelists_codelist;
create view published.codelists_code with (security_barrier = true) as select * from public.codelists_code;
revoke all on published.codelists_codelist, published.codelists_code from public;
grant select on published.codelists_codelist, published.codelists_code to darna_portal, darna_app, darna_backup;
grant select on public.codelists_codelist, public.codelists_code to darna_guard;
-- Last, for the owner can no longer grant or revoke on what the guard owns; who gets a view must be let into its schema.
grant create on schema published to darna_guard;
alter view published.codelists_codelist owner to darna_guard;
alter view published.codelists_code owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NOT_PUBLISHED = """
drop view if exists published.codelists_code;
drop view if exists published.codelists_codelist;
revoke select on public.codelists_codelist, public.codelists_code from darna_guard;
"""
