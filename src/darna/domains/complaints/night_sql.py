"""SQL of the clock of complaints: what was not answered in time goes to the agency that oversees."""

from __future__ import annotations

from darna.base.rowsecurity.guards import function_in
from darna.domains.complaints.guard_sql import EXCLUDING

_BEFORE = "drop function sec.complaints_of_night();\n"
_RIGHTS = """
revoke all on function sec.complaints_of_night() from public;
grant execute on function sec.complaints_of_night() to darna_app;
alter function sec.complaints_of_night() owner to darna_guard;
"""

MOVING = (
    _BEFORE
    + r"""
create function sec.complaints_of_night() returns table (late integer, ended integer, removed integer, moved uuid[])
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare one record;
begin
  late := 0; ended := 0; removed := 0; moved := '{}';
  if sec.kind() is distinct from 'job' or sec.agency() is null then return next; return; end if;
  update public.complaints_complaint set escalated_at = statement_timestamp(), version = version + 1
   where agency_id = sec.agency() and escalated_at is null and state not in ('answered', 'closed')
     and (answer_by < statement_timestamp() or (state = 'received' and acknowledge_by < statement_timestamp()));
  get diagnostics late = row_count;
  -- What was not answered in time is answered by the agency that oversees, where it has somebody who may read it.
  for one in
    select c.id, d.overseer_id from public.complaints_complaint c
      join public.complaints_complaintdesk d on d.agency_id = c.agency_id
     where c.agency_id = sec.agency() and c.handler_id = c.agency_id and c.state not in ('answered', 'closed')
       and c.answer_by < statement_timestamp() and d.overseer_id is not null and sec.has_officer(d.overseer_id, c.id)
     order by c.id for update of c
  loop
    update public.complaints_complaint set handler_id = one.overseer_id, officer = null, version = version + 1,
           state = case when state = 'looked_into' then 'acknowledged' else state end where id = one.id;
    insert into public.audit_entry (epoch, txid, at, kind, agency_id, verb, object_kind, object_id, detail)
    values ((select number from sec.epoch), pg_current_xact_id()::text::bigint, clock_timestamp(), 'job', sec.agency(),
            'complaint.escalated', 'complaints.complaint', one.id, '');
    moved := moved || one.overseer_id;
  end loop;
  update public.complaints_complaint c set state = 'closed', closed_at = statement_timestamp(), waits_since = null,
         version = version + 1, expires_at = statement_timestamp() + make_interval(days => coalesce((select d.kept_days
           from public.complaints_complaintdesk d where d.agency_id = c.agency_id), 90))
   where c.agency_id = sec.agency() and c.state = 'answered' and c.answered_at < statement_timestamp() - interval '30 days'
     and c.waits_since is null;
  get diagnostics ended = row_count;
  delete from public.complaints_complaintmessage m using public.complaints_complaint c
   where m.complaint_id = c.id and c.agency_id = sec.agency() and c.expires_at < statement_timestamp();
  delete from public.complaints_handover h using public.complaints_complaint c
   where h.complaint_id = c.id and c.agency_id = sec.agency() and c.expires_at < statement_timestamp();
  delete from public.complaints_exclusion e using public.complaints_complaint c
   where e.complaint_id = c.id and c.agency_id = sec.agency() and c.expires_at < statement_timestamp();
  update public.complaints_complaint set code_hash = null, wrapped_key = null, lesson_ciphertext = null,
         contact_ciphertext = null, version = version + 1
   where agency_id = sec.agency() and expires_at < statement_timestamp() and code_hash is not null;
  get diagnostics removed = row_count;
  return next;
end $$;
"""
    + _RIGHTS
)
STAYING = _BEFORE + function_in(EXCLUDING, "sec.complaints_of_night") + _RIGHTS
