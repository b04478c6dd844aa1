"""SQL of links: the steps that are allowed and whose they are, what a link opens, and when it dies."""

STEPS = r"""
-- A key of what is handed over belongs to a referral, to a link or to a transfer of its agency.
create function sec.check_package_key() returns trigger language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare
  found boolean;
begin
  found := exists (select 1 from public.referrals_referral r where r.id = new.id and r.agency_id = new.agency_id)
     or exists (select 1 from public.links_linkreferral l where l.id = new.id and l.agency_id = new.agency_id);
  -- Transfers came later: their table is asked only where it stands.
  if not found and to_regclass('public.transfers_transfer') is not null then
    execute 'select exists (select 1 from public.transfers_transfer t where t.id = $1 and t.agency_id = $2)'
      into found using new.id, new.agency_id;
  end if;
  if not found then
    raise exception 'package_key_is_of_a_referral_of_its_agency' using errcode = '23503';
  end if;
  return null;
end $$;
create trigger package_key_is_of_a_referral_of_its_agency after insert or update on keys_packagekey
  for each row execute function sec.check_package_key();

-- Whether the person allows this partner today. Asked at sending, at renewal, and at every opening.
create function sec.link_is_allowed(l public.links_linkreferral) returns boolean language sql stable security definer
  set search_path = pg_catalog, public as $$
  select exists (
    select 1 from public.people_person p
      join public.people_consent c on c.id = l.consent_id and c.person_id = p.id and c.state = 'given'
      join public.links_partner b on b.id = l.partner_id and b.agency_id = l.agency_id
      join public.agencies_agency a on a.id = l.agency_id
     where p.id = l.person_id and not p.is_protected and p.erased_at is null
       and 'sharing_with_partner' = any (c.purposes) and l.partner_id = any (c.recipients)
       and (b.country = a.country or 'transfer_abroad' = any (c.purposes))
       and c.effective_on <= (clock_timestamp() at time zone 'Africa/Casablanca')::date
       and (c.expires_on is null or c.expires_on >= (clock_timestamp() at time zone 'Africa/Casablanca')::date))
$$;

create function sec.check_link() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  -- Whoever speaks by a link writes through the functions below alone: no policy lets them touch a row.
  side text := case when sec.kind() is null then 'house' when sec.kind() = 'link' then 'partner' else 'desk' end;
  same boolean;
begin
  if tg_op = 'INSERT' then
    if new.state <> 'draft' then
      raise exception 'a link begins as a draft' using errcode = '23514';
    end if;
    return null;
  end if;
  if (new.id, new.agency_id, new.case_id, new.need_id, new.reference, new.drafted_at) is distinct from
     (old.id, old.agency_id, old.case_id, old.need_id, old.reference, old.drafted_at) then
    raise exception 'a link keeps its case, its need and its reference' using errcode = '23514';
  end if;
  if old.state <> 'draft' and
     (new.partner_id, new.need, new.purpose, new.urgency, new.language, new.sent_at) is distinct from
     (old.partner_id, old.need, old.purpose, old.urgency, old.language, old.sent_at) then
    raise exception 'a link that was sent asks what it asked' using errcode = '23514';
  end if;
  if new.sealed_body <> old.sealed_body and new.sealed_body <> ''
     and not (old.state = 'draft' and new.state = 'sent') then
    raise exception 'a package never changes' using errcode = '23514';
  end if;
  if old.opened_at is not null and new.opened_at is distinct from old.opened_at
     or old.answered_at is not null and new.answered_at is distinct from old.answered_at then
    raise exception 'what happened to a link keeps its time' using errcode = '23514';
  end if;
  same := new.step_id is not distinct from old.step_id;
  if same then
    if new.state <> old.state or old.state <> 'draft' and
       ((new.reason, new.expires_at, new.number, new.opened_at, new.answered_at, new.ended_at, new.is_asking,
         new.consent_id, new.step, new.due_on) is distinct from
        (old.reason, old.expires_at, old.number, old.opened_at, old.answered_at, old.ended_at, old.is_asking,
         old.consent_id, old.step, old.due_on)
        or new.token_hash is distinct from old.token_hash
        or new.sealed_note <> old.sealed_note and new.sealed_note <> '') then
      raise exception 'a step is not told otherwise afterwards' using errcode = '23514';
    end if;
    return null;
  end if;
  if new.step <> 'renewed' and old.state <> 'draft' and
     (new.expires_at, new.number, new.consent_id, new.due_on) is distinct from
     (old.expires_at, old.number, old.consent_id, old.due_on) then
    raise exception 'only a renewal makes a link open longer' using errcode = '23514';
  end if;
  if not (
    side in ('desk', 'house') and (
      new.step = new.state and (old.state, new.state) in (('draft', 'sent'),
        ('sent', 'cancelled'), ('opened', 'cancelled'), ('accepted', 'cancelled'),
        ('sent', 'expired'), ('opened', 'expired'), ('accepted', 'expired'),
        ('sent', 'revoked'), ('opened', 'revoked'), ('accepted', 'revoked'))
      or new.step = 'renewed' and new.number > old.number and (old.state = new.state
        and old.state in ('sent', 'opened', 'accepted')
        or old.state = 'expired' and new.state = case when old.answered_at is not null then 'accepted'
             when old.opened_at is not null then 'opened' else 'sent' end)
      or new.step in ('replied', 'reminded', 'escalated') and old.state = new.state
        and old.state in ('sent', 'opened', 'accepted'))
    or side in ('partner', 'house') and (
      new.step = 'opened' and new.state = case when old.state = 'sent' then 'opened' else old.state end
        and old.state in ('sent', 'opened', 'accepted')
      or new.step = 'asked' and old.state = new.state and old.state in ('opened', 'accepted')
      or new.step = new.state and (old.state, new.state) in (('opened', 'accepted'), ('opened', 'declined'),
        ('accepted', 'completed'), ('accepted', 'not_completed')))) then
    raise exception 'a link does not go from % to % by % of its %', old.state, new.state, new.step, side
      using errcode = '23514';
  end if;
  if new.step in ('sent', 'renewed') then
    if not sec.link_is_allowed(new) then
      raise exception 'a link is sent by the consent of the person to its partner' using errcode = '23514';
    end if;
    if new.token_hash is not distinct from old.token_hash or octet_length(new.token_hash) is distinct from 32
       or new.expires_at <= clock_timestamp() or new.expires_at > clock_timestamp() + interval '91 days' then
      raise exception 'a link is new and opens for at most ninety days' using errcode = '23514';
    end if;
    if new.sealed_body = '' or not exists (select 1 from public.keys_packagekey k where k.id = new.id) then
      raise exception 'a link has its package' using errcode = '23514';
    end if;
  end if;
  if new.step = 'declined' and not exists (select 1 from public.codelists_code c
       where c.list_id = 'referral_decline_reason' and c.code = new.reason)
     or new.step = 'not_completed' and not exists (select 1 from public.codelists_code c
       where c.list_id = 'referral_outcome' and c.code = new.reason) then
    raise exception 'the reason is of its list' using errcode = '23514';
  end if;
  return null;
end $$;
create trigger link_goes_as_allowed after insert or update on links_linkreferral
  for each row execute function sec.check_link();

-- The steps tell themselves: nobody writes the history, nobody leaves it out.
create function sec.tell_link_step() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if new.step_id is distinct from old.step_id then
    insert into public.links_linkstep (id, agency_id, person_id, link_id, at, what, reason, sealed_note, is_partner,
                                       by_member_id)
    values (new.step_id, new.agency_id, new.person_id, new.id, clock_timestamp(), new.step, new.reason,
            new.sealed_note, coalesce(sec.kind() = 'link', false), sec.membership());
  end if;
  return null;
end $$;
create trigger link_step_is_told after update on links_linkreferral
  for each row execute function sec.tell_link_step();

-- No consent, a protected file, an erased person: every link ends in the same breath, and says one and the same.
create function sec.end_links(person uuid, consent uuid) returns void language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  update public.links_linkreferral l
     set state = 'revoked', step = 'revoked', step_id = gen_random_uuid(), reason = 'no_longer_shared',
         sealed_note = '', is_asking = false, ended_at = clock_timestamp(), version = l.version + 1
   where l.person_id = person and (consent is null or l.consent_id = consent)
     and l.state in ('sent', 'opened', 'accepted');
end $$;

create function sec.links_follow_person() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if new.is_protected and not old.is_protected or new.erased_at is not null and old.erased_at is null then
    perform sec.end_links(new.id, null);
  end if;
  if new.erased_at is not null and old.erased_at is null then
    update public.links_linkstep s set sealed_note = '' where s.person_id = new.id and s.sealed_note <> '';
    delete from public.links_linkreferral l where l.person_id = new.id and l.state = 'draft';
  end if;
  return null;
end $$;

create function sec.links_follow_consent() returns trigger language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
begin
  if old.state = 'given' and new.state in ('withdrawn', 'expired') then
    perform sec.end_links(new.person_id, case when new.state = 'withdrawn'
      and 'sharing_with_partner' = any (new.purposes) then null else new.id end);
  end if;
  return null;
end $$;
create trigger links_follow_their_person after update of is_protected, erased_at on people_person
  for each row execute function sec.links_follow_person();
create trigger links_follow_their_consent after update of state on people_consent
  for each row execute function sec.links_follow_consent();

revoke all on function sec.check_package_key(), sec.link_is_allowed(public.links_linkreferral), sec.check_link(),
  sec.tell_link_step(), sec.end_links(uuid, uuid), sec.links_follow_person(), sec.links_follow_consent() from public;
-- Last, for the owner can no longer grant or revoke on what the guard owns.
alter function sec.check_package_key() owner to darna_guard;
alter function sec.link_is_allowed(public.links_linkreferral) owner to darna_guard;
alter function sec.check_link() owner to darna_guard;
alter function sec.tell_link_step() owner to darna_guard;
alter function sec.end_links(uuid, uuid) owner to darna_guard;
alter function sec.links_follow_person() owner to darna_guard;
alter function sec.links_follow_consent() owner to darna_guard;
"""

DROP_STEPS = """
drop trigger if exists links_follow_their_consent on people_consent;
drop trigger if exists links_follow_their_person on people_person;
drop trigger if exists link_step_is_told on links_linkreferral;
drop trigger if exists link_goes_as_allowed on links_linkreferral;
drop trigger if exists package_key_is_of_a_referral_of_its_agency on keys_packagekey;
drop function if exists sec.links_follow_consent();
drop function if exists sec.links_follow_person();
drop function if exists sec.end_links(uuid, uuid);
drop function if exists sec.tell_link_step();
drop function if exists sec.check_link();
drop function if exists sec.link_is_allowed(public.links_linkreferral);
drop function if exists sec.check_package_key();
"""

#: What whoever holds a link may do: find it by its hash, open it, answer. Each counts first and does one thing.
DOORS = r"""
-- Counts one try under a key in a window of an hour; false when there were too many.
create function sec.count_link(key text, most integer) returns boolean language plpgsql security definer
  set search_path = pg_catalog, public as $$
declare counted integer;
begin
  insert into public.accounts_throttle as t (key, lasting, failures, tries, window_started_at)
  values (sha256(convert_to('link|' || to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24') || '|'
                            || count_link.key, 'UTF8')), false, 0, 1, statement_timestamp())
  on conflict on constraint accounts_throttle_pkey do update set tries = least(t.tries + 1, 1000000)
  returning tries into counted;
  return counted <= most;
end $$;

-- The link of a hash: unknown, gone, open; or wait, after too many wrong ones from one place or from everywhere.
create function sec.link_behind(hash bytea, client bytea)
  returns table (answer text, link uuid, agency uuid) language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare
  l public.links_linkreferral;
  here text := 'wrong|' || encode(client, 'hex');
  hour text := to_char(statement_timestamp() at time zone 'UTC', 'YYYYMMDDHH24');
begin
  if octet_length(client) is distinct from 32 or octet_length(hash) is distinct from 32 then
    return query select 'unknown', null::uuid, null::uuid; return;
  end if;
  if exists (select 1 from public.accounts_throttle t
              where t.key = sha256(convert_to('link|' || hour || '|' || here, 'UTF8')) and t.tries >= 20)
     or exists (select 1 from public.accounts_throttle t
              where t.key = sha256(convert_to('link|' || hour || '|wrong', 'UTF8')) and t.tries >= 20000) then
    return query select 'wait', null::uuid, null::uuid; return;
  end if;
  select * into l from public.links_linkreferral where token_hash = link_behind.hash;
  if l.id is null then
    perform sec.count_link(here, 20);
    perform sec.count_link('wrong', 20000);
    return query select 'unknown', null::uuid, null::uuid; return;
  end if;
  return query select case when sec.link_is_live(l) then 'open' else 'gone' end, l.id, l.agency_id;
end $$;

create function sec.link_is_live(l public.links_linkreferral) returns boolean language sql stable security definer
  set search_path = pg_catalog, sec, public as $$
  select l.state in ('sent', 'opened', 'accepted') and l.expires_at > clock_timestamp() and sec.link_is_allowed(l)
$$;

-- The one link whose context this is, held; nothing in any other context.
create function sec.own_link() returns public.links_linkreferral language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare l public.links_linkreferral;
begin
  if sec.kind() is distinct from 'link' then return null; end if;
  select * into l from public.links_linkreferral where id = sec.subject() and agency_id = sec.agency() for update;
  return l;
end $$;

create function sec.note_link(verb text, l public.links_linkreferral) returns void language sql security definer
  set search_path = pg_catalog, sec, public as $$
  insert into public.audit_entry (epoch, txid, at, kind, agency_id, subject_id, verb, object_kind, object_id,
                                  person_id, detail)
  values ((select number from sec.epoch), pg_current_xact_id()::text::bigint, clock_timestamp(), 'link', l.agency_id,
          l.id, verb, 'links.linkreferral', l.id, l.person_id, '')
$$;

-- The package, shown: every showing is a step, a disclosure and a sentence of the trail.
create function sec.open_link(opening uuid, client bytea) returns jsonb language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare l public.links_linkreferral := sec.own_link();
begin
  if l.id is null or not sec.link_is_live(l) then return null; end if;
  if not sec.count_link('open|' || l.id, 60) or not sec.count_link('open|' || encode(client, 'hex'), 240) then
    return jsonb_build_object('answer', 'wait');
  end if;
  update public.links_linkreferral set state = case when l.state = 'sent' then 'opened' else l.state end,
      opened_at = coalesce(l.opened_at, clock_timestamp()), step = 'opened', step_id = opening, reason = '',
      sealed_note = '', version = l.version + 1
   where id = l.id;
  insert into public.people_disclosureevent (id, version, agency_id, person_id, consent_id, recipient_id, purpose, what,
                                             at, disclosed_by)
  values (opening, 1, l.agency_id, l.person_id, l.consent_id, l.partner_id, 'sharing_with_partner', 'link_opened',
          clock_timestamp(), l.worker_id);
  perform sec.note_link('link.opened', l);
  return (
    select jsonb_build_object('answer', 'open', 'id', n.id, 'state', n.state, 'reference', n.reference,
        'need', n.need, 'purpose', n.purpose, 'urgency', n.urgency, 'due_on', n.due_on, 'expires_at', n.expires_at,
        'is_asking', n.is_asking, 'master', k.master, 'wrapped', encode(k.wrapped, 'base64'),
        'body', encode(n.sealed_body, 'base64'),
        'names', jsonb_build_object('ar', a.name_ar, 'fr', a.name_fr, 'it', a.name_it, 'en', a.name_en),
        'said', coalesce((select jsonb_agg(jsonb_build_object('what', s.what, 'at', s.at, 'note',
            encode(s.sealed_note, 'base64')) order by s.at) from public.links_linkstep s
            where s.link_id = n.id and s.what in ('asked', 'replied', 'accepted')), '[]'))
      from public.links_linkreferral n join public.keys_packagekey k on k.id = n.id
      join public.agencies_agency a on a.id = n.agency_id where n.id = l.id);
end $$;

-- Whether a step was taken already: the same answer sent twice on a slow line is thanked, not refused.
create function sec.link_has_step(wanted uuid) returns text language sql stable security definer
  set search_path = pg_catalog, sec, public as $$
  select s.what from public.links_linkstep s
   where sec.kind() = 'link' and s.id = wanted and s.link_id = sec.subject() and s.is_partner
$$;

-- The wrapped key for the words of an answer; nothing unless the link is open.
create function sec.link_key() returns table (master smallint, wrapped bytea) language plpgsql security definer
  set search_path = pg_catalog, sec, public as $$
declare l public.links_linkreferral := sec.own_link();
begin
  if l.id is not null and sec.link_is_live(l) then
    return query select k.master, k.wrapped from public.keys_packagekey k where k.id = l.id;
  end if;
end $$;

create function sec.answer_link(said uuid, what text, reason text, note bytea, client bytea) returns text
  language plpgsql security definer set search_path = pg_catalog, sec, public as $$
declare
  l public.links_linkreferral := sec.own_link();
  becomes text;
begin
  if l.id is null or said is null or coalesce(octet_length(note), 0) > 9000 then return 'malformed'; end if;
  if sec.link_has_step(said) is not null then return 'known'; end if;
  if exists (select 1 from public.links_linkstep s where s.id = said) then return 'malformed'; end if;
  if not sec.link_is_live(l) then return 'gone'; end if;
  becomes := case when what = 'asked' and l.state in ('opened', 'accepted') then l.state
                  when what in ('accepted', 'declined') and l.state = 'opened' then what
                  when what in ('completed', 'not_completed') and l.state = 'accepted' then what end;
  if becomes is null then return 'late'; end if;
  if what = 'asked' and l.is_asking and (select count(*) from public.links_linkstep s
       where s.link_id = l.id and s.what = 'asked') >= 10 then return 'wait'; end if;
  if what = 'asked' and coalesce(octet_length(note), 0) = 0 then return 'malformed'; end if;
  if what = 'declined' and not exists (select 1 from public.codelists_code c where c.list_id =
       'referral_decline_reason' and c.code = answer_link.reason)
     or what = 'not_completed' and not exists (select 1 from public.codelists_code c where c.list_id =
       'referral_outcome' and c.code = answer_link.reason) then return 'malformed'; end if;
  if not sec.count_link('answer|' || l.id, 30) or not sec.count_link('answer|' || encode(client, 'hex'), 120)
  then return 'wait'; end if;
  update public.links_linkreferral set state = becomes, step = what, step_id = said,
      reason = case when what in ('declined', 'not_completed') then answer_link.reason else '' end,
      sealed_note = coalesce(note, ''), is_asking = case when what = 'asked' then true
        when becomes in ('declined', 'completed', 'not_completed') then false else l.is_asking end,
      answered_at = case when what in ('accepted', 'declined') then clock_timestamp() else l.answered_at end,
      ended_at = case when becomes in ('declined', 'completed', 'not_completed') then clock_timestamp() end,
      version = l.version + 1
   where id = l.id;
  perform sec.note_link('link.' || what, l);
  return 'done';
end $$;

grant select, insert, update on public.accounts_throttle to darna_guard;
revoke all on function sec.count_link(text, integer), sec.link_behind(bytea, bytea),
  sec.link_is_live(public.links_linkreferral), sec.own_link(), sec.note_link(text, public.links_linkreferral),
  sec.open_link(uuid, bytea), sec.link_has_step(uuid), sec.link_key(), sec.answer_link(uuid, text, text, bytea, bytea)
  from public;
grant execute on function sec.link_behind(bytea, bytea), sec.open_link(uuid, bytea), sec.link_has_step(uuid),
  sec.link_key(), sec.answer_link(uuid, text, text, bytea, bytea) to darna_app;
alter function sec.count_link(text, integer) owner to darna_guard;
alter function sec.link_behind(bytea, bytea) owner to darna_guard;
alter function sec.link_is_live(public.links_linkreferral) owner to darna_guard;
alter function sec.own_link() owner to darna_guard;
alter function sec.note_link(text, public.links_linkreferral) owner to darna_guard;
alter function sec.open_link(uuid, bytea) owner to darna_guard;
alter function sec.link_has_step(uuid) owner to darna_guard;
alter function sec.link_key() owner to darna_guard;
alter function sec.answer_link(uuid, text, text, bytea, bytea) owner to darna_guard;
"""

NO_DOORS = """
drop function if exists sec.answer_link(uuid, text, text, bytea, bytea);
drop function if exists sec.link_key();
drop function if exists sec.link_has_step(uuid);
drop function if exists sec.open_link(uuid, bytea);
drop function if exists sec.note_link(text, public.links_linkreferral);
drop function if exists sec.own_link();
drop function if exists sec.link_is_live(public.links_linkreferral);
drop function if exists sec.link_behind(bytea, bytea);
drop function if exists sec.count_link(text, integer);
"""

#: The key of a package was tied to referrals alone.
LOOSE_KEY = "alter table keys_packagekey drop constraint if exists package_key_is_of_a_referral_of_its_agency;"
TIED_KEY = """
-- Packages of links go with their table, so their keys open nothing any more.
delete from keys_packagekey k where not exists (select 1 from referrals_referral r where r.id = k.id);
alter table keys_packagekey add constraint package_key_is_of_a_referral_of_its_agency
  foreign key (id, agency_id) references referrals_referral (id, agency_id);
"""
