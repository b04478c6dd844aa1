"""SQL of what the public reads of the code lists: the words of each code, for pages that ask as the portal's role.

The lists are nobody's: there is no row security to look past, so the views stay their owner's.
"""

PUBLISHED = r"""
create schema if not exists published;
revoke all on schema published from public;
grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;
create view published.code_lists with (security_barrier = true) as select * from public.codelists_codelist;
create view published.codes with (security_barrier = true) as select * from public.codelists_code;
revoke all on published.code_lists, published.codes from public;
grant select on published.code_lists, published.codes to darna_portal, darna_app, darna_backup;
"""

NOT_PUBLISHED = """
drop view if exists published.codes;
drop view if exists published.code_lists;
"""
