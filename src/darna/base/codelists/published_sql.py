"""SQL of what the public reads of the code lists: the words of each code, for pages that ask as the portal's role.

The lists are nobody's: there is no row security to look past, so the views stay their
owner's. They bear the names of their tables, which the portal's role finds in this schema first.
"""

PUBLISHED = r"""
create schema if not exists published;
revoke all on schema published from public;
grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;
create view published.codelists_codelist with (security_barrier = true) as select * from public.codelists_codelist;
create view published.codelists_code with (security_barrier = true) as select * from public.codelists_code;
revoke all on published.codelists_codelist, published.codelists_code from public;
grant select on published.codelists_codelist, published.codelists_code to darna_portal, darna_app, darna_backup;
"""

NOT_PUBLISHED = """
drop view if exists published.codelists_code;
drop view if exists published.codelists_codelist;
"""
