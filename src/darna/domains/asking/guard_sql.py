"""SQL of questions: what the public side may do with them through functions alone, and what the desk may not change."""

#: Written once: what was asked stays as it was asked, whoever works on it.
KEEPING = r"""
create function sec.keep_question() returns trigger language plpgsql set search_path = pg_catalog, sec as $$
begin
  if (new.id, new.agency_id, new.code_hash, new.kind, new.topic, new.language, new.is_minor, new.wishes, new.asked_at)
     is distinct from
     (old.id, old.agency_id, old.code_hash, old.kind, old.topic, old.language, old.is_minor, old.wishes, old.asked_at)
  then
    raise exception 'what was asked stays as it was asked' using errcode = '23514';
  end if;
  if current_user = 'darna_app' and new.proposal is distinct from old.proposal
     and new.proposal in ('accepted', 'declined') then
    raise exception 'whether a time suits is said by whoever asked' using errcode = '23514';
  end if;
  return new;
end $$;
revoke all on function sec.keep_question() from public;
create trigger question_stays_as_it_was_asked before update on asking_question
  for each row execute function sec.keep_question();
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.keep_question() owner to darna_guard;
"""

NOT_KEEPING = """
drop trigger if exists question_stays_as_it_was_asked on asking_question;
drop function if exists sec.keep_question();
"""

#: Functions of the guard, which looks past row security: each checks, counts and does one thing, by the hash alone.
PUBLISHED = r"""
-- Counts one try under a key; false when there were too many. Keys carry their hour or day, and the sweep forgets them.
create function sec.count_asking(key text, most integer) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare counted integer;
begin
  insert into public.accounts_throttle as t (key, lasting, failures, tries, window_started_at)
  values (sha256(convert_to('asking|' || count_asking.key, 'UTF8')), false, 0, 1, statement_timestamp())
  on conflict on constraint accounts_throttle_pkey do update set tries = least(t.tries + 1, 1000000)
  returning tries into counted;
  return counted <= most;
end $$;

-- Whether a key was counted too often already, without counting.
create function sec.is_asking_over(key text, most integer) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select coalesce((select t.tries >= most from public.accounts_throttle t
                    where t.key = sha256(convert_to('asking|' || $1, 'UTF8'))), false)
$$;

-- One sentence of the trail about what somebody without an account did; it says which question, and nothing of it.
create function sec.note_asking(verb text, agency uuid, question uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  insert into public.audit_entry (epoch, txid, at, kind, agency_id, verb, object_kind, object_id, detail)
  values ((select number from sec.epoch), pg_current_xact_id()::text::bigint, clock_timestamp(), 'public', agency, verb,
          'asking.question', question, '');
end $$;

-- The question of a code; null after too many wrong codes, from one place or from everywhere.
create function sec.asked_under(code_hash bytea, client bytea) returns uuid language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  found_id uuid;
  here text := 'wrong|' || to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24') || '|'
               || encode(client, 'hex');
  everywhere text := 'wrong|' || to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24');
begin
  if octet_length(client) is distinct from 32 or octet_length(code_hash) is distinct from 32 then return null; end if;
  if sec.is_asking_over(here, 20) or sec.is_asking_over(everywhere, 20000) then return null; end if;
  select q.id into found_id from public.asking_question q
   where q.code_hash = asked_under.code_hash and q.expires_at > statement_timestamp();
  if found_id is null then
    perform sec.count_asking(here, 20);
    perform sec.count_asking(everywhere, 20000);
  end if;
  return found_id;
end $$;

create schema if not exists published;
revoke all on schema published from public;
grant usage on schema published to darna_portal, darna_app, darna_backup, darna_guard;

-- The houses that may be asked, and what each promises.
create view published.question_desks with (security_barrier = true) as
  select a.id as agency_id, a.name_ar, a.name_fr, a.name_it, a.name_en, d.answers_within_days
    from public.asking_questiondesk d join public.agencies_agency a on a.id = d.agency_id
   where d.is_open and a.is_active and a.kind = 'maison';

create function published.ask(question uuid, code_hash bytea, agency uuid, kind text, topic text, language text,
    is_minor boolean, wishes jsonb, message uuid, ciphertext bytea, words bytea, client bytea)
  returns text language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  day text := to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDD');
  hour text := to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24');
  here text := encode(client, 'hex');
begin
  if octet_length(code_hash) is distinct from 32 or octet_length(client) is distinct from 32
     or octet_length(words) is distinct from 32 or question is null or message is null or is_minor is null
     or coalesce(octet_length(ciphertext), 0) not between 30 and 12100
     or kind is null or kind not in ('question', 'appointment')
     or topic is null
     or topic not in ('', 'returned', 'abroad', 'living-here', 'going', 'work', 'child', 'invest')
     or language is null or language not in ('ar', 'fr', 'it', 'en')
     or jsonb_typeof(wishes) is distinct from 'array' then return 'malformed'; end if;
  if jsonb_array_length(wishes) > 10 or exists (select 1 from jsonb_array_elements(wishes) w
       where jsonb_typeof(w) <> 'string' or w #>> '{}' !~ '^(mon|tue|wed|thu|fri)-(am|pm)$')
  then return 'malformed'; end if;
  -- The same form sent twice, as a slow line does: it is the same question.
  if exists (select 1 from public.asking_question q where q.id = question and q.code_hash = ask.code_hash)
  then return 'known'; end if;
  if not exists (select 1 from published.question_desks d where d.agency_id = agency) then return 'closed'; end if;
  if not sec.count_asking('ask|' || hour || '|' || here, 5) or not sec.count_asking('ask|' || day || '|' || here, 12)
  then return 'too_many_here'; end if;
  if not sec.count_asking('words|' || day || '|' || encode(words, 'hex'), 3) then return 'same_words'; end if;
  if not sec.count_asking('ask|' || hour || '|' || agency, 120)
     or not sec.count_asking('ask|' || day || '|' || agency, 600) then return 'too_many'; end if;
  insert into public.asking_question (id, agency_id, code_hash, kind, topic, language, is_minor, wishes, state, asked_at,
      waits_since, proposal, outcome, expires_at, version)
  values (question, agency, code_hash, kind, topic, language, is_minor, wishes, 'new', statement_timestamp(),
      statement_timestamp(), '', '', statement_timestamp() + interval '90 days', 1);
  insert into public.asking_questionmessage (id, agency_id, question_id, number, is_from_desk, written_at, ciphertext)
  values (message, agency, question, 1, false, statement_timestamp(), ciphertext);
  perform sec.note_asking('question.asked', agency, question);
  return 'asked';
exception when unique_violation then
  return 'malformed';
end $$;

create function published.read_question(code_hash bytea, client bytea) returns jsonb language plpgsql
  security definer set search_path = pg_catalog, sec, public as $$
declare wanted uuid := sec.asked_under(code_hash, client);
begin
  return (
    select jsonb_build_object('id', q.id, 'agency', q.agency_id, 'name_ar', a.name_ar, 'name_fr', a.name_fr,
        'name_it', a.name_it, 'name_en', a.name_en, 'kind', q.kind, 'topic', q.topic, 'is_minor', q.is_minor,
        'wishes', q.wishes, 'state', q.state, 'asked_at', q.asked_at, 'waits_since', q.waits_since,
        'proposed_at', q.proposed_at, 'proposal', q.proposal, 'expires_at', q.expires_at, 'time_zone', a.time_zone,
        'answers_within_days', (select d.answers_within_days from public.asking_questiondesk d
                                 where d.agency_id = q.agency_id and d.is_open),
        'messages', coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'is_from_desk', m.is_from_desk,
            'written_at', m.written_at, 'body', encode(m.ciphertext, 'base64')) order by m.number)
            from public.asking_questionmessage m where m.question_id = q.id), '[]'))
      from public.asking_question q join public.agencies_agency a on a.id = q.agency_id where q.id = wanted);
end $$;

create function published.add_message(code_hash bytea, message uuid, ciphertext bytea, client bytea)
  returns text language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  wanted uuid := sec.asked_under(code_hash, client);
  q public.asking_question;
  last integer;
  unanswered integer;
begin
  if wanted is null then return 'unknown'; end if;
  if message is null or coalesce(octet_length(ciphertext), 0) not between 30 and 12100 then return 'malformed'; end if;
  select * into q from public.asking_question where id = wanted for update;
  if q.id is null then return 'unknown'; end if;
  if exists (select 1 from public.asking_questionmessage m where m.id = message) then return 'known'; end if;
  if q.state = 'closed' then return 'closed'; end if;
  select coalesce(max(m.number), 0),
         count(*) filter (where m.number > coalesce((select max(d.number) from public.asking_questionmessage d
                                                      where d.question_id = q.id and d.is_from_desk), 0))
    into last, unanswered from public.asking_questionmessage m where m.question_id = q.id;
  if unanswered >= 5 or last >= 60 then return 'wait'; end if;
  if not sec.count_asking('say|' || to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24') || '|'
                          || encode(client, 'hex'), 20) then return 'too_many_here'; end if;
  insert into public.asking_questionmessage (id, agency_id, question_id, number, is_from_desk, written_at, ciphertext)
  values (message, q.agency_id, q.id, last + 1, false, statement_timestamp(), ciphertext);
  update public.asking_question set state = case when taken_by is null then 'new' else 'taken' end,
      waits_since = coalesce(waits_since, statement_timestamp()),
      expires_at = statement_timestamp() + interval '90 days', version = version + 1
   where id = q.id;
  perform sec.note_asking('question.added_to', q.agency_id, q.id);
  return 'added';
end $$;

create function published.confirm_time(code_hash bytea, proposed timestamptz, suits boolean, client bytea)
  returns text language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  wanted uuid := sec.asked_under(code_hash, client);
  q public.asking_question;
begin
  if wanted is null then return 'unknown'; end if;
  if suits is null then return 'malformed'; end if;
  select * into q from public.asking_question where id = wanted for update;
  if q.id is null then return 'unknown'; end if;
  -- Only the time that stood before their eyes: another one may have been proposed since.
  if q.state = 'closed' or q.proposal <> 'proposed' or q.proposed_at is distinct from proposed
  then return 'nothing_proposed'; end if;
  update public.asking_question set proposal = case when suits then 'accepted' else 'declined' end,
      state = case when suits then state when taken_by is null then 'new' else 'taken' end,
      waits_since = case when suits then waits_since else coalesce(waits_since, statement_timestamp()) end,
      expires_at = greatest(statement_timestamp(), proposed_at) + interval '90 days', version = version + 1
   where id = q.id;
  perform sec.note_asking(case when suits then 'question.time_accepted' else 'question.time_declined' end,
                          q.agency_id, q.id);
  return case when suits then 'accepted' else 'declined' end;
end $$;

create function published.withdraw_question(code_hash bytea, client bytea) returns text language plpgsql
  security definer set search_path = pg_catalog, sec, public as $$
declare
  wanted uuid := sec.asked_under(code_hash, client);
  agency uuid;
begin
  -- Its messages go with it.
  delete from public.asking_question q where q.id = wanted returning q.agency_id into agency;
  if agency is null then return 'unknown'; end if;
  perform sec.note_asking('question.withdrawn', agency, wanted);
  return 'withdrawn';
end $$;

grant select, insert, update on public.accounts_throttle to darna_guard;
revoke all on published.question_desks from public;
grant select on published.question_desks to darna_portal, darna_app, darna_backup;
revoke all on function sec.count_asking(text, integer), sec.is_asking_over(text, integer),
  sec.note_asking(text, uuid, uuid), sec.asked_under(bytea, bytea),
  published.ask(uuid, bytea, uuid, text, text, text, boolean, jsonb, uuid, bytea, bytea, bytea),
  published.read_question(bytea, bytea), published.add_message(bytea, uuid, bytea, bytea),
  published.confirm_time(bytea, timestamptz, boolean, bytea), published.withdraw_question(bytea, bytea) from public;
grant execute on function
  published.ask(uuid, bytea, uuid, text, text, text, boolean, jsonb, uuid, bytea, bytea, bytea),
  published.read_question(bytea, bytea), published.add_message(bytea, uuid, bytea, bytea),
  published.confirm_time(bytea, timestamptz, boolean, bytea), published.withdraw_question(bytea, bytea)
  to darna_portal, darna_app;
-- Last, for the owner can no longer grant or revoke on what the guard owns; who gets a view must be let into its schema.
grant create on schema published to darna_guard;
alter view published.question_desks owner to darna_guard;
alter function sec.count_asking(text, integer) owner to darna_guard;
alter function sec.is_asking_over(text, integer) owner to darna_guard;
alter function sec.note_asking(text, uuid, uuid) owner to darna_guard;
alter function sec.asked_under(bytea, bytea) owner to darna_guard;
alter function published.ask(uuid, bytea, uuid, text, text, text, boolean, jsonb, uuid, bytea, bytea, bytea)
  owner to darna_guard;
alter function published.read_question(bytea, bytea) owner to darna_guard;
alter function published.add_message(bytea, uuid, bytea, bytea) owner to darna_guard;
alter function published.confirm_time(bytea, timestamptz, boolean, bytea) owner to darna_guard;
alter function published.withdraw_question(bytea, bytea) owner to darna_guard;
revoke create on schema published from darna_guard;
"""

NOT_PUBLISHED = """
drop function if exists published.withdraw_question(bytea, bytea);
drop function if exists published.confirm_time(bytea, timestamptz, boolean, bytea);
drop function if exists published.add_message(bytea, uuid, bytea, bytea);
drop function if exists published.read_question(bytea, bytea);
drop function if exists published.ask(uuid, bytea, uuid, text, text, text, boolean, jsonb, uuid, bytea, bytea, bytea);
drop view if exists published.question_desks;
drop function if exists sec.asked_under(bytea, bytea);
drop function if exists sec.note_asking(text, uuid, uuid);
drop function if exists sec.is_asking_over(text, integer);
drop function if exists sec.count_asking(text, integer);
revoke select, insert, update on public.accounts_throttle from darna_guard;
"""
