"""SQL of the public side of complaints: each function checks, counts and does one thing, by the hash of the code."""

_SIGNATURES = (
    "published.complain(uuid, bytea, bytea, uuid, text, text, text, boolean, uuid, bytea, bytea, bytea, bytea)",
    "published.read_complaint(bytea, bytea)",
    "published.add_to_complaint(bytea, uuid, bytea, bytea)",
    "published.close_complaint(bytea, boolean, bytea)",
    "published.ask_review(bytea, uuid, bytea, bytea)",
    "published.decide_handover(bytea, uuid, boolean, bytea)",
)
_INNER = (
    "sec.note_complaint(text, uuid, uuid)",
    "sec.complained_under(bytea, bytea)",
    "sec.say_in_complaint(uuid, uuid, bytea)",
)

PUBLISHED = (
    r"""
create function sec.note_complaint(verb text, agency uuid, complaint uuid) returns void language plpgsql
  security definer set search_path = pg_catalog, sec, public as $$
begin
  insert into public.audit_entry (epoch, txid, at, kind, agency_id, verb, object_kind, object_id, detail)
  values ((select number from sec.epoch), pg_current_xact_id()::text::bigint, clock_timestamp(), 'public', agency, verb,
          'complaints.complaint', complaint, '');
end $$;

-- The complaint of a code; null after too many wrong codes, from one place or from everywhere.
create function sec.complained_under(code_hash bytea, client bytea) returns uuid language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  found_id uuid;
  hour text := to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24');
  everywhere text := 'complaint wrong|' || hour;
  here text := everywhere || '|' || encode(client, 'hex');
begin
  if octet_length(client) is distinct from 32 or octet_length(code_hash) is distinct from 32 then return null; end if;
  if sec.is_asking_over(here, 20) or sec.is_asking_over(everywhere, 20000) then return null; end if;
  select c.id into found_id from public.complaints_complaint c where c.code_hash = complained_under.code_hash
     and (c.expires_at is null or c.expires_at > statement_timestamp());
  if found_id is null then
    perform sec.count_asking(here, 20);
    perform sec.count_asking(everywhere, 20000);
  end if;
  return found_id;
end $$;

create function sec.say_in_complaint(complaint uuid, message uuid, ciphertext bytea) returns void language sql
  security definer set search_path = pg_catalog, public as $$
  insert into public.complaints_complaintmessage (id, agency_id, complaint_id, number, is_from_desk, written_at, ciphertext)
  select $2, c.agency_id, c.id, 1 + coalesce((select max(m.number) from public.complaints_complaintmessage m
           where m.complaint_id = c.id), 0), false, statement_timestamp(), $3
    from public.complaints_complaint c where c.id = $1
$$;

-- Where one may complain, how soon an answer comes, and whether another agency reads what is about those in charge.
create view published.complaint_desks with (security_barrier = true) as
  select a.id as agency_id, a.name_ar, a.name_fr, a.name_it, a.name_en, d.acknowledges_days, d.answers_days,
         d.urgent_days, d.kept_days, o.name_ar as by_ar, o.name_fr as by_fr, o.name_it as by_it, o.name_en as by_en
    from public.complaints_complaintdesk d join public.agencies_agency a on a.id = d.agency_id
    left join public.agencies_agency o on o.id = d.overseer_id
   where d.is_open and a.is_active;

-- How complaints ended, where there are at least five of a kind: fewer would tell of persons.
create view published.complaint_counts with (security_barrier = true) as
  select a.name_ar, a.name_fr, a.name_it, a.name_en, c.kind, c.outcome, count(*) as counted,
         percentile_cont(0.5) within group (order by extract(epoch from c.answered_at - c.received_at) / 86400) as days
    from public.complaints_complaint c join public.agencies_agency a on a.id = c.agency_id
   where c.state = 'closed' group by a.id, c.kind, c.outcome having count(*) >= 5;

create function published.complain(complaint uuid, code_hash bytea, wrapped bytea, agency uuid, kind text, about text,
    language text, by_voice boolean, message uuid, ciphertext bytea, contact bytea, words bytea, client bytea)
  returns text language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  day text := to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDD');
  hour text := to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24');
  here text := encode(client, 'hex');
  desk public.complaints_complaintdesk;
  reader uuid := agency;
  urgent boolean := kind in ('abuse', 'money');
begin
  if octet_length(code_hash) is distinct from 32 or octet_length(client) is distinct from 32
     or octet_length(words) is distinct from 32 or complaint is null or message is null or by_voice is null
     or coalesce(octet_length(wrapped), 0) not between 40 and 100
     or coalesce(octet_length(ciphertext), 0) not between 30 and 20000 or coalesce(octet_length(contact), 0) > 1200
     or kind is null or kind not in ('service', 'waiting', 'discrimination', 'money', 'abuse', 'privacy', 'praise', 'other')
     or about is null or about not in ('agency', 'worker', 'officer', 'head')
     or language is null or language not in ('ar', 'fr', 'it', 'en') then return 'malformed'; end if;
  if exists (select 1 from public.complaints_complaint c where c.id = complaint and c.code_hash = complain.code_hash)
  then return 'known'; end if;
  select d.* into desk from public.complaints_complaintdesk d join published.complaint_desks p
      on p.agency_id = d.agency_id where d.agency_id = agency;
  if desk.id is null then return 'closed'; end if;
  -- About those who would read it: another agency reads it, or nothing is sent.
  if about in ('officer', 'head') or not sec.has_officer(agency, complaint) then
    if desk.overseer_id is null or not sec.has_officer(desk.overseer_id, complaint) then return 'nobody_else'; end if;
    reader := desk.overseer_id;
  end if;
  if not sec.count_asking('complain|' || hour || '|' || here, case when by_voice then 30 else 5 end)
     or not sec.count_asking('complain|' || day || '|' || here, case when by_voice then 60 else 12 end)
  then return 'too_many_here'; end if;
  if not sec.count_asking('complain words|' || day || '|' || encode(words, 'hex'), 3) then return 'same_words'; end if;
  if not sec.count_asking('complain|' || day || '|' || agency, 300) then return 'too_many'; end if;
  insert into public.complaints_complaint (id, agency_id, handler_id, code_hash, wrapped_key, kind, about, language,
      is_urgent, is_by_voice, state, received_at, acknowledge_by, answer_by, waits_since, outcome, remedy,
      contact_ciphertext, version)
  values (complaint, agency, reader, code_hash, wrapped, kind, about, language, urgent, by_voice, 'received',
      statement_timestamp(),
      statement_timestamp() + make_interval(days => case when urgent then 1 else desk.acknowledges_days end),
      statement_timestamp() + make_interval(days => case when urgent then least(desk.urgent_days, desk.answers_days)
                                                    else desk.answers_days end),
      statement_timestamp(), '', '', contact, 1);
  perform sec.say_in_complaint(complaint, message, ciphertext);
  perform sec.note_complaint('complaint.received', agency, complaint);
  return 'received';
exception when unique_violation then
  return 'malformed';
end $$;

create function published.read_complaint(code_hash bytea, client bytea) returns jsonb language plpgsql
  security definer set search_path = pg_catalog, sec, public as $$
declare wanted uuid := sec.complained_under(code_hash, client);
begin
  return (
    select jsonb_build_object('id', c.id, 'key', encode(c.wrapped_key, 'base64'), 'kind', c.kind, 'state', c.state,
        'is_urgent', c.is_urgent, 'received_at', c.received_at, 'acknowledge_by', c.acknowledge_by,
        'answer_by', c.answer_by, 'outcome', c.outcome, 'remedy', c.remedy, 'satisfied', c.satisfied,
        'expires_at', c.expires_at, 'is_waiting', c.waits_since is not null,
        'is_late', c.state not in ('answered', 'closed') and c.answer_by < statement_timestamp(),
        'agency', jsonb_build_array(a.name_ar, a.name_fr, a.name_it, a.name_en),
        'handler', jsonb_build_array(h.name_ar, h.name_fr, h.name_it, h.name_en),
        'handover', (select jsonb_build_object('id', o.id, 'state', o.state, 'body', encode(o.ciphertext, 'base64'))
            from public.complaints_handover o where o.complaint_id = c.id order by o.proposed_at desc limit 1),
        'messages', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'is_from_desk', m.is_from_desk,
            'written_at', m.written_at, 'number', m.number, 'body', encode(m.ciphertext, 'base64')) order by m.number)
            from public.complaints_complaintmessage m where m.complaint_id = c.id), '[]'))
      from public.complaints_complaint c join public.agencies_agency a on a.id = c.agency_id
      join public.agencies_agency h on h.id = c.handler_id where c.id = wanted);
end $$;

create function published.add_to_complaint(code_hash bytea, message uuid, ciphertext bytea, client bytea)
  returns text language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  wanted uuid := sec.complained_under(code_hash, client);
  c public.complaints_complaint;
  unanswered integer;
begin
  if wanted is null then return 'unknown'; end if;
  if message is null or coalesce(octet_length(ciphertext), 0) not between 30 and 20000 then return 'malformed'; end if;
  select * into c from public.complaints_complaint where id = wanted for update;
  if exists (select 1 from public.complaints_complaintmessage m where m.id = message) then return 'known'; end if;
  if c.state = 'closed' then return 'closed'; end if;
  select count(*) into unanswered from public.complaints_complaintmessage m where m.complaint_id = c.id
     and m.number > coalesce((select max(d.number) from public.complaints_complaintmessage d
                               where d.complaint_id = c.id and d.is_from_desk), 0);
  if unanswered >= 8 then return 'wait'; end if;
  if not sec.count_asking('complaint say|' || to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24') || '|'
                          || encode(client, 'hex'), 20) then return 'too_many_here'; end if;
  perform sec.say_in_complaint(c.id, message, ciphertext);
  update public.complaints_complaint set waits_since = coalesce(waits_since, statement_timestamp()),
         version = version + 1 where id = c.id;
  perform sec.note_complaint('complaint.added_to', c.agency_id, c.id);
  return 'added';
end $$;

-- Ends it, satisfied or not; before an answer, that is to withdraw it.
create function published.close_complaint(code_hash bytea, satisfied boolean, client bytea) returns text
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  wanted uuid := sec.complained_under(code_hash, client);
  c public.complaints_complaint;
begin
  if wanted is null then return 'unknown'; end if;
  select * into c from public.complaints_complaint where id = wanted for update;
  if c.state = 'closed' then return 'known'; end if;
  update public.complaints_handover set state = 'refused', decided_at = statement_timestamp(), version = version + 1
   where complaint_id = c.id and state = 'proposed';
  update public.complaints_complaint set state = 'closed', closed_at = statement_timestamp(), waits_since = null,
      satisfied = close_complaint.satisfied, outcome = case when outcome = '' then 'withdrawn' else outcome end,
      expires_at = statement_timestamp() + make_interval(days => coalesce((select d.kept_days
        from public.complaints_complaintdesk d where d.agency_id = c.agency_id), 90)), version = version + 1
   where id = c.id;
  perform sec.note_complaint('complaint.closed', c.agency_id, c.id);
  return 'closed_now';
end $$;

-- Another look: by another officer, or by the overseeing agency where there is none; also once the answer is late.
create function published.ask_review(code_hash bytea, message uuid, ciphertext bytea, client bytea) returns text
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  wanted uuid := sec.complained_under(code_hash, client);
  c public.complaints_complaint;
  overseer uuid;
begin
  if wanted is null then return 'unknown'; end if;
  if message is null or coalesce(octet_length(ciphertext), 0) not between 30 and 20000 then return 'malformed'; end if;
  select * into c from public.complaints_complaint where id = wanted for update;
  if exists (select 1 from public.complaints_complaintmessage m where m.id = message) then return 'known'; end if;
  if c.state not in ('answered', 'closed')
     and (c.state in ('review_asked', 'reopened') or c.answer_by >= statement_timestamp()) then return 'wait'; end if;
  if not sec.count_asking('complaint say|' || to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24') || '|'
                          || encode(client, 'hex'), 20) then return 'too_many_here'; end if;
  select d.overseer_id into overseer from public.complaints_complaintdesk d where d.agency_id = c.agency_id;
  -- Whoever had it looks no more, where somebody else can.
  if c.officer is not null then
    insert into public.complaints_exclusion (id, agency_id, complaint_id, membership_id, reason, noted_at)
    values (gen_random_uuid(), c.agency_id, c.id, c.officer, 'review', statement_timestamp())
    on conflict on constraint member_is_kept_from_a_complaint_once do nothing;
    if not sec.has_officer(c.handler_id, c.id) and (overseer is null or not sec.has_officer(overseer, c.id)) then
      delete from public.complaints_exclusion e where e.complaint_id = c.id and e.membership_id = c.officer
         and e.reason = 'review';
    end if;
  end if;
  perform sec.say_in_complaint(c.id, message, ciphertext);
  update public.complaints_complaint set
      state = case when c.state = 'closed' then 'reopened' else 'review_asked' end, officer = null, satisfied = null,
      closed_at = null, expires_at = null, outcome = '', remedy = '', escalated_at = null,
      waits_since = statement_timestamp(), version = version + 1,
      answer_by = statement_timestamp() + make_interval(days => coalesce((select case when c.is_urgent
        then least(d.urgent_days, d.answers_days) else d.answers_days end
        from public.complaints_complaintdesk d where d.agency_id = c.agency_id), 30))
   where id = c.id;
  perform sec.route_complaint(c.id);
  perform sec.note_complaint('complaint.review_asked', c.agency_id, c.id);
  return 'review_asked';
end $$;

create function published.decide_handover(code_hash bytea, handover uuid, agrees boolean, client bytea) returns text
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  wanted uuid := sec.complained_under(code_hash, client);
  agency uuid;
begin
  if wanted is null then return 'unknown'; end if;
  if agrees is null then return 'malformed'; end if;
  -- Only what stood before their eyes.
  update public.complaints_handover h set state = case when agrees then 'given' else 'refused' end,
         decided_at = statement_timestamp(), version = version + 1
   where h.id = handover and h.complaint_id = wanted and h.state = 'proposed' returning h.agency_id into agency;
  if agency is null then return 'nothing_proposed'; end if;
  perform sec.note_complaint(case when agrees then 'complaint.handover_agreed' else 'complaint.handover_refused' end,
                             agency, wanted);
  return 'decided';
end $$;
"""
    + f"""
revoke all on published.complaint_desks, published.complaint_counts from public;
grant select on published.complaint_desks, published.complaint_counts to darna_portal, darna_app, darna_backup;
revoke all on function {", ".join((*_INNER, *_SIGNATURES))} from public;
grant execute on function {", ".join(_SIGNATURES)} to darna_portal, darna_app;
grant create on schema published to darna_guard;
alter view published.complaint_desks owner to darna_guard;
alter view published.complaint_counts owner to darna_guard;
{"".join(f"alter function {one} owner to darna_guard;" + chr(10) for one in (*_INNER, *_SIGNATURES))}
revoke create on schema published from darna_guard;
"""
)

NOT_PUBLISHED = "".join(
    [
        *(f"drop function if exists {one};\n" for one in reversed(_SIGNATURES)),
        "drop view if exists published.complaint_counts;\ndrop view if exists published.complaint_desks;\n",
        *(f"drop function if exists {one};\n" for one in reversed(_INNER)),
    ]
)
