"""SQL of complaints: who may read one, which steps exist, who is kept from it, and what the public side may do."""

#: Who reads complaints, and who is kept from one.
READERS = r"""
-- The agency of a complaints officer; null for everybody else of it, whatever their rank.
create function sec.complaint_desk() returns uuid language plpgsql stable set search_path = pg_catalog, sec as $$
begin
  if 'complaints' = any (string_to_array(sec.claim(5), '+')) then return sec.claim(2)::uuid; end if;
  return null;
end $$;
revoke all on function sec.complaint_desk() from public;
grant execute on function sec.complaint_desk() to darna_app, darna_owner, darna_migrator, darna_guard;
alter function sec.complaint_desk() owner to darna_guard;
"""

NOT_READERS = "drop function if exists sec.complaint_desk();"

#: Asked by the policies themselves, so it stands before them; its body is looked at when it is called.
KEPT_FROM = r"""
-- Whether whoever acts is kept from a complaint, by any place of their account.
create function sec.is_kept_from(complaint uuid) returns boolean language plpgsql stable security definer
  set search_path = pg_catalog, sec, public as $$
begin
  return exists (select 1 from public.complaints_exclusion e
                   join public.agencies_membership kept on kept.id = e.membership_id
                   join public.agencies_membership mine on mine.account_id = kept.account_id
                  where e.complaint_id = complaint and mine.id = sec.membership());
end $$;
revoke all on function sec.is_kept_from(uuid) from public;
grant execute on function sec.is_kept_from(uuid) to darna_app, darna_owner, darna_migrator;
alter function sec.is_kept_from(uuid) owner to darna_guard;
"""
NOT_KEPT_FROM = "drop function if exists sec.is_kept_from(uuid);"

EXCLUDING = r"""
-- Whether an agency has somebody who may read a complaint.
create function sec.has_officer(agency uuid, complaint uuid) returns boolean language sql stable security definer
  set search_path = pg_catalog, sec, public as $$
  select exists (select 1 from public.agencies_membership m
                  where m.agency_id = $1 and m.role = 'complaints_officer' and m.ended_at is null
                    and m.since <= (statement_timestamp() at time zone 'Africa/Casablanca')::date
                    and (m.until is null or m.until >= (statement_timestamp() at time zone 'Africa/Casablanca')::date)
                    and not exists (select 1 from public.complaints_exclusion e
                                      join public.agencies_membership kept on kept.id = e.membership_id
                                     where e.complaint_id = $2 and kept.account_id = m.account_id))
$$;
-- Goes to the overseeing agency where nobody of the agency that has it may read it.
create function sec.route_complaint(complaint uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  c public.complaints_complaint;
  overseer uuid;
begin
  select * into c from public.complaints_complaint where id = complaint;
  if sec.has_officer(c.handler_id, c.id) then return; end if;
  select d.overseer_id into overseer from public.complaints_complaintdesk d where d.agency_id = c.agency_id;
  if overseer is null or overseer = c.handler_id or not sec.has_officer(overseer, c.id) then return; end if;
  update public.complaints_complaint set handler_id = overseer, officer = null, version = version + 1
   where id = c.id;
end $$;
-- Keeps somebody from a complaint, who may be oneself; the person kept from it does not learn that it exists.
create function sec.keep_from_complaint(complaint uuid, member uuid, reason text) returns boolean language plpgsql
  security definer set search_path = pg_catalog, sec, public as $$
declare c public.complaints_complaint;
begin
  select * into c from public.complaints_complaint t
   where t.id = complaint and t.handler_id = sec.complaint_desk() and t.code_hash is not null for update;
  if c.id is null or sec.is_kept_from(complaint) then return false; end if;
  if reason = 'interest' and member is distinct from sec.membership() then return false; end if;
  if reason not in ('interest', 'concerned') or not exists (select 1 from public.agencies_membership m
       where m.id = member and m.agency_id in (c.agency_id, c.handler_id)) then return false; end if;
  insert into public.complaints_exclusion (id, agency_id, complaint_id, membership_id, reason, noted_at)
  values (gen_random_uuid(), c.agency_id, c.id, member, reason, statement_timestamp())
  on conflict on constraint member_is_kept_from_a_complaint_once do nothing;
  if exists (select 1 from public.agencies_membership o join public.agencies_membership m on m.account_id = o.account_id
              where o.id = c.officer and m.id = member) then
    update public.complaints_complaint set officer = null, version = version + 1,
           state = case when state = 'looked_into' then 'acknowledged' else state end where id = c.id;
  end if;
  perform sec.route_complaint(c.id);
  return true;
end $$;

-- Steps that exist; those of whoever complains and of the clock are taken by functions of the guard alone.
create function sec.keep_complaint() returns trigger language plpgsql set search_path = pg_catalog, sec as $$
declare step text := old.state || '>' || new.state;
begin
  if (new.id, new.agency_id, new.kind, new.about, new.language, new.is_urgent, new.is_by_voice, new.received_at,
      new.acknowledge_by) is distinct from
     (old.id, old.agency_id, old.kind, old.about, old.language, old.is_urgent, old.is_by_voice, old.received_at,
      old.acknowledge_by) then
    raise exception 'what was complained of stays as it was' using errcode = '23514';
  end if;
  if new.state <> old.state and not step = any (array['received>acknowledged', 'acknowledged>looked_into',
      'review_asked>looked_into', 'reopened>looked_into', 'looked_into>answered'])
     and (current_user = 'darna_app' or not step = any (array['looked_into>acknowledged', 'received>review_asked',
      'acknowledged>review_asked', 'looked_into>review_asked', 'answered>review_asked', 'received>closed',
      'acknowledged>closed', 'looked_into>closed', 'answered>closed', 'review_asked>closed', 'reopened>closed',
      'closed>reopened'])) then
    raise exception 'a complaint does not go from % to %', old.state, new.state using errcode = '23514';
  end if;
  if current_user = 'darna_app' then
    if (new.handler_id, new.code_hash, new.wrapped_key, new.answer_by, new.satisfied, new.closed_at, new.expires_at,
        new.escalated_at, new.contact_ciphertext) is distinct from
       (old.handler_id, old.code_hash, old.wrapped_key, old.answer_by, old.satisfied, old.closed_at, old.expires_at,
        old.escalated_at, old.contact_ciphertext) then
      raise exception 'that is said by whoever complains, or by the clock' using errcode = '23514';
    end if;
    if new.officer is distinct from old.officer and new.officer is distinct from sec.membership() then
      raise exception 'nobody takes a complaint in the name of another' using errcode = '23514';
    end if;
    if old.state = 'closed' or new.outcome = 'withdrawn' then
      raise exception 'a complaint is closed and withdrawn by whoever complains' using errcode = '23514';
    end if;
  end if;
  return new;
end $$;
create trigger complaint_keeps_to_its_steps before update on complaints_complaint
  for each row execute function sec.keep_complaint();

create function sec.keep_handover() returns trigger language plpgsql set search_path = pg_catalog, sec as $$
declare step text := old.state || '>' || new.state;
begin
  if (to_jsonb(new) - array['state', 'decided_at', 'taken_by', 'taken_at', 'version']) is distinct from
     (to_jsonb(old) - array['state', 'decided_at', 'taken_by', 'taken_at', 'version']) then
    raise exception 'what is handed over stays as it was shown' using errcode = '23514';
  end if;
  if current_user = 'darna_app' and new is distinct from old
     and (step <> 'given>taken' or new.taken_by is distinct from sec.membership()
      or new.decided_at is distinct from old.decided_at) then
    raise exception 'nothing is handed over without a yes of whoever complains' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger handover_needs_a_yes before update on complaints_handover
  for each row execute function sec.keep_handover();

-- What everybody with a duty sees of their agency's complaints: numbers, and how many are read by nobody.
create function sec.complaint_counts() returns table (kind text, state text, outcome text, counted bigint,
    overdue bigint, unread bigint, median_days double precision)
  language sql stable security definer set search_path = pg_catalog, sec, public as $$
  select c.kind, c.state, c.outcome, count(*),
         count(*) filter (where c.state not in ('answered', 'closed') and c.answer_by < statement_timestamp()),
         count(*) filter (where c.state <> 'closed' and not sec.has_officer(c.handler_id, c.id)),
         percentile_cont(0.5) within group (order by extract(epoch from c.answered_at - c.received_at) / 86400)
    from public.complaints_complaint c where sec.kind() = 'staff' and c.agency_id = sec.agency()
   group by c.kind, c.state, c.outcome order by c.kind, c.state, c.outcome
$$;

-- The clock of one agency, by its job of the night: late ones are marked, answered ones end after thirty days without a
-- word, and what was said in closed ones is removed with its key when its time is over; the numbers stay.
create function sec.complaints_of_night() returns table (late integer, ended integer, removed integer)
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
begin
  late := 0; ended := 0; removed := 0;
  if sec.kind() is distinct from 'job' or sec.agency() is null then return next; return; end if;
  update public.complaints_complaint set escalated_at = statement_timestamp(), version = version + 1
   where agency_id = sec.agency() and escalated_at is null and state not in ('answered', 'closed')
     and (answer_by < statement_timestamp() or (state = 'received' and acknowledge_by < statement_timestamp()));
  get diagnostics late = row_count;
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

revoke all on function sec.has_officer(uuid, uuid), sec.route_complaint(uuid),
  sec.keep_from_complaint(uuid, uuid, text), sec.keep_complaint(), sec.keep_handover(), sec.complaint_counts(),
  sec.complaints_of_night() from public;
grant execute on function sec.keep_from_complaint(uuid, uuid, text), sec.complaint_counts(),
  sec.complaints_of_night() to darna_app;
alter function sec.has_officer(uuid, uuid) owner to darna_guard;
alter function sec.route_complaint(uuid) owner to darna_guard;
alter function sec.keep_from_complaint(uuid, uuid, text) owner to darna_guard;
alter function sec.keep_complaint() owner to darna_guard;
alter function sec.keep_handover() owner to darna_guard;
alter function sec.complaint_counts() owner to darna_guard;
alter function sec.complaints_of_night() owner to darna_guard;
"""

NOT_EXCLUDING = """
drop trigger if exists complaint_keeps_to_its_steps on complaints_complaint;
drop trigger if exists handover_needs_a_yes on complaints_handover;
drop function if exists sec.complaints_of_night();
drop function if exists sec.complaint_counts();
drop function if exists sec.keep_handover();
drop function if exists sec.keep_complaint();
drop function if exists sec.keep_from_complaint(uuid, uuid, text);
drop function if exists sec.route_complaint(uuid);
drop function if exists sec.has_officer(uuid, uuid);
"""
