-- CreateTable
CREATE TABLE "continuation" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "target" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "reached_id" UUID,
    "reached_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "continuation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "continuation_guess" (
    "guesser" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "last_failure_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "continuation_guess_pkey" PRIMARY KEY ("guesser")
);

-- CreateTable
CREATE TABLE "continued_file" (
    "file_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,

    CONSTRAINT "continued_file_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "continuation_code_hash_key" ON "continuation"("code_hash");

-- CreateIndex
CREATE INDEX "continuation_conversation_id_made_at_idx" ON "continuation"("conversation_id", "made_at");

-- CreateIndex
CREATE INDEX "continuation_reached_id_idx" ON "continuation"("reached_id");

-- CreateIndex
CREATE INDEX "continuation_expires_at_idx" ON "continuation"("expires_at");

-- CreateIndex
CREATE INDEX "continuation_guess_last_failure_at_idx" ON "continuation_guess"("last_failure_at");

-- AddForeignKey
ALTER TABLE "continuation" ADD CONSTRAINT "continuation_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "continued_file" ADD CONSTRAINT "continued_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say: the statements that must happen whole.
--
-- Order of locks, here and wherever persons are joined: the lock of persons (7271), then continuations, then
-- conversations by id. A turn holds its own conversation already, so inside of a turn nothing is waited for: what is
-- taken is refused like a deadlock (55P03), and the turn is taken again.

-- Stores a code; beyond `p_max` open ones of a conversation the oldest end. What is long over is swept on the way.
CREATE FUNCTION issue_continuation(
  p_id uuid, p_conversation uuid, p_target text, p_code_hash text, p_made_at timestamptz, p_expires_at timestamptz,
  p_max int)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('continuation:' || p_conversation, 7272));
  INSERT INTO continuation (id, conversation_id, target, code_hash, made_at, expires_at)
  VALUES (p_id, p_conversation, p_target, p_code_hash, p_made_at, p_expires_at);
  UPDATE continuation k SET status = 'ended', settled_at = p_made_at WHERE k.id IN (
    SELECT o.id FROM continuation o
    WHERE o.conversation_id = p_conversation AND o.status = 'open' AND o.expires_at > p_made_at
    ORDER BY o.made_at DESC, o.id DESC OFFSET p_max) AND k.status = 'open';
  DELETE FROM continuation k WHERE k.id IN (
    SELECT o.id FROM continuation o WHERE o.expires_at < p_made_at - interval '30 days'
    ORDER BY o.expires_at LIMIT 100 FOR UPDATE SKIP LOCKED);
END $$;

-- Takes a code for the WhatsApp conversation that shows it. Of two at once the second finds it taken. Whoever shows it
-- again is asked again.
CREATE FUNCTION show_continuation(p_code_hash text, p_running uuid, p_at timestamptz)
RETURNS TABLE (id uuid, opened_at timestamptz) LANGUAGE sql AS $$
  UPDATE continuation k SET status = 'shown', reached_id = p_running, reached_at = p_at
  FROM conversation c, conversation r
  WHERE k.code_hash = p_code_hash AND k.target = 'whatsapp' AND k.expires_at > p_at
    AND (k.status = 'open' OR (k.status = 'shown' AND k.reached_id = p_running))
    AND c.id = k.conversation_id AND r.id = p_running AND r.channel = 'whatsapp'
  RETURNING k.id, c.created_at
$$;

-- The person behind a conversation of WhatsApp has an address today; a conversation of another channel has no such
-- person.
CREATE FUNCTION is_known_on_whatsapp(p_channel text, p_address text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT p_channel <> 'whatsapp' OR EXISTS (
    SELECT FROM whatsapp_person w JOIN whatsapp_person p ON p.id = coalesce(w.joined_to, w.id)
    WHERE w.id = CASE WHEN p_address ~ '^[0-9a-f-]{36}$' THEN p_address::uuid END
      AND (p.lid IS NOT NULL OR p.phone IS NOT NULL))
$$;

-- Gives all that belongs to a contact to another one, conversations locked by the caller. Consents are append-only:
-- the newest of each purpose is said again for the contact that stays. What was filed anonymously has no contact.
CREATE FUNCTION give_contact(p_gone uuid, p_kept uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE conversation c SET contact_id = p_kept, version = c.version + 1 WHERE c.contact_id = p_gone;
  UPDATE contact_address a SET contact_id = p_kept WHERE a.contact_id = p_gone;
  UPDATE pqrs q SET contact_id = p_kept WHERE q.contact_id = p_gone;
  INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, event_id, given_at)
  SELECT gen_random_uuid(), p_kept, n.purpose, n.granted, n.text_version, n.text_hash, n.channel, n.event_id, n.given_at
  FROM (SELECT DISTINCT ON (s.purpose) s.* FROM consent s WHERE s.contact_id = p_gone
    ORDER BY s.purpose, s.given_at DESC, s.id DESC) n
  WHERE NOT EXISTS (SELECT FROM consent k
    WHERE k.contact_id = p_kept AND k.purpose = n.purpose AND k.given_at >= n.given_at);
END $$;

-- The yes on WhatsApp: the web chat of the code gets the contact of the person who showed it, with all that the chat's
-- own contact had. A contact that is another WhatsApp person's keeps what it has: only the chat changes hands.
-- No row: too late, or nobody known is there any more.
CREATE FUNCTION join_continuation(p_id uuid, p_running uuid, p_at timestamptz, p_shown_after timestamptz)
RETURNS TABLE (source uuid, owner text, state jsonb, gone uuid, kept uuid) LANGUAGE plpgsql AS $$
DECLARE k continuation; web conversation; wrote conversation;
BEGIN
  IF NOT pg_try_advisory_xact_lock(7271) THEN
    RAISE EXCEPTION 'persons are being joined' USING ERRCODE = '55P03';
  END IF;
  SELECT * INTO k FROM continuation o
  WHERE o.id = p_id AND o.status = 'shown' AND o.reached_id = p_running AND o.reached_at > p_shown_after FOR UPDATE;
  SELECT * INTO wrote FROM conversation c
  WHERE c.id = p_running AND c.channel = 'whatsapp' AND is_known_on_whatsapp(c.channel, c.address);
  IF k.id IS NULL OR wrote.id IS NULL THEN RETURN; END IF;
  SELECT * INTO web FROM conversation c WHERE c.id = k.conversation_id FOR NO KEY UPDATE NOWAIT;
  kept := wrote.contact_id; gone := web.contact_id; source := web.id; owner := web.owner; state := web.state->'assistant';
  IF gone <> kept AND EXISTS (SELECT FROM contact_address a WHERE a.contact_id = gone AND a.channel = 'whatsapp') THEN
    UPDATE conversation c SET contact_id = kept, version = c.version + 1 WHERE c.id = web.id;
    UPDATE contact_address a SET contact_id = kept WHERE a.channel = web.channel AND a.address = web.address;
  ELSIF gone <> kept THEN
    PERFORM FROM conversation c WHERE c.contact_id = gone ORDER BY c.id FOR NO KEY UPDATE NOWAIT;
    PERFORM give_contact(gone, kept);
  END IF;
  UPDATE continuation o SET status = 'joined', settled_at = p_at WHERE o.id = p_id;
  RETURN NEXT;
END $$;

-- Uses up a code for the web. The code of a web chat gives that chat; that of another channel opens a web chat of the
-- same contact. It runs in no turn, so it may wait.
CREATE FUNCTION redeem_continuation(p_code_hash text, p_address text, p_conversation uuid, p_at timestamptz)
RETURNS TABLE (conversation_id uuid, opened boolean, contact_id uuid) LANGUAGE plpgsql AS $$
DECLARE k continuation; c conversation;
BEGIN
  IF NOT EXISTS (SELECT FROM continuation o WHERE o.code_hash = p_code_hash AND o.target = 'web'
    AND o.status = 'open' AND o.expires_at > p_at) THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7271);
  UPDATE continuation o SET status = 'used', reached_id = o.conversation_id, reached_at = p_at, settled_at = p_at
  WHERE o.code_hash = p_code_hash AND o.target = 'web' AND o.status = 'open' AND o.expires_at > p_at
  RETURNING o.* INTO k;
  SELECT * INTO c FROM conversation v WHERE v.id = k.conversation_id;
  IF k.id IS NULL OR NOT is_known_on_whatsapp(c.channel, c.address) THEN RETURN; END IF;
  IF c.channel <> 'web' THEN
    INSERT INTO contact_address (channel, address, contact_id) VALUES ('web', p_address, c.contact_id);
    INSERT INTO conversation (id, channel, address, contact_id)
    VALUES (p_conversation, 'web', p_address, c.contact_id);
    UPDATE continuation o SET status = 'redeemed', reached_id = p_conversation, settled_at = NULL WHERE o.id = k.id;
  END IF;
  RETURN QUERY SELECT CASE c.channel WHEN 'web' THEN c.id ELSE p_conversation END, c.channel <> 'web', c.contact_id;
END $$;

-- What a web chat opened by a link goes on with, once: the conversation of the link, then the chats that its earlier
-- links opened and in which nobody has written (an answer that was lost on its way leaves one behind).
-- None of another contact: a change of identity may have come between.
CREATE FUNCTION take_up_continuation(p_running uuid, p_at timestamptz)
RETURNS TABLE (source uuid, owner text, state jsonb) LANGUAGE plpgsql AS $$
DECLARE origin uuid; person uuid;
BEGIN
  SELECT o.conversation_id INTO origin FROM continuation o
  WHERE o.reached_id = p_running AND o.status = 'redeemed' FOR UPDATE NOWAIT;
  IF origin IS NULL THEN RETURN; END IF;
  UPDATE continuation o SET status = 'used', settled_at = p_at
  WHERE o.reached_id = p_running AND o.status = 'redeemed';
  SELECT c.contact_id INTO person FROM conversation c WHERE c.id = p_running;
  PERFORM FROM conversation c WHERE c.contact_id = person AND c.id <> p_running
    AND (c.id = origin OR c.id IN (
      SELECT o.reached_id FROM continuation o WHERE o.conversation_id = origin AND o.status = 'used'))
  ORDER BY c.id FOR NO KEY UPDATE NOWAIT;
  RETURN QUERY SELECT c.id, c.owner, c.state->'assistant' FROM conversation c
  WHERE c.contact_id = person AND c.id <> p_running AND (c.id = origin OR (
    c.id IN (SELECT o.reached_id FROM continuation o WHERE o.conversation_id = origin AND o.status = 'used')
    AND NOT EXISTS (SELECT FROM event e WHERE e.conversation_id = c.id AND e.kind = 'message')))
  ORDER BY c.id <> origin, c.created_at DESC;
END $$;

-- Says something in a conversation that is not the turn's own and, when `p_memory` is given, takes away what moved.
-- The notice leaves with the commit: unlike the news of turns, these are few, and the page may hang on another process.
CREATE FUNCTION leave_continued(
  p_conversation uuid, p_message uuid, p_content jsonb, p_memory jsonb, p_at timestamptz)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM conversation c WHERE c.id = p_conversation FOR NO KEY UPDATE NOWAIT;
  INSERT INTO outbox (id, conversation_id, seq, channel, recipient, class, content, available_at, created_at)
  SELECT p_message, c.id, c.next_seq, c.channel, c.address, 'reply', p_content, p_at, p_at
  FROM conversation c WHERE c.id = p_conversation;
  UPDATE conversation c SET next_seq = c.next_seq + 1, version = c.version + 1, updated_at = p_at,
    state = coalesce(p_memory, c.state),
    sensitivity = CASE WHEN p_memory IS NULL THEN c.sensitivity ELSE 'normal' END
  WHERE c.id = p_conversation;
  PERFORM pg_notify('vecino_news', ',' || p_conversation);
END $$;

-- What a web chat has by a proof from WhatsApp ends with the identity that gave it: the chat gets a contact of its own
-- again, with what was filed and allowed in it and nothing else. Codes that lead to the history end too.
CREATE FUNCTION part_continued(p_contact uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE c conversation; own uuid;
BEGIN
  UPDATE continuation k SET status = 'ended', settled_at = clock_timestamp()
  FROM conversation v
  WHERE v.contact_id = p_contact AND v.channel = 'whatsapp' AND (
    (k.conversation_id = v.id AND k.status IN ('open', 'redeemed')) OR (k.reached_id = v.id AND k.status = 'shown'));
  PERFORM FROM conversation v WHERE v.contact_id = p_contact AND v.channel = 'web' ORDER BY v.id FOR NO KEY UPDATE;
  FOR c IN SELECT * FROM conversation v WHERE v.contact_id = p_contact AND v.channel = 'web' LOOP
    own := gen_random_uuid();
    INSERT INTO contact (id) VALUES (own);
    UPDATE contact_address a SET contact_id = own WHERE a.channel = 'web' AND a.address = c.address;
    UPDATE conversation v SET contact_id = own, version = v.version + 1 WHERE v.id = c.id;
    UPDATE pqrs q SET contact_id = own WHERE q.contact_id = p_contact AND q.conversation_id = c.id;
    INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, event_id, given_at)
    SELECT DISTINCT ON (s.purpose) gen_random_uuid(), own, s.purpose, s.granted, s.text_version, s.text_hash,
      s.channel, s.event_id, s.given_at
    FROM consent s JOIN event e ON e.id = s.event_id AND e.conversation_id = c.id
    WHERE s.contact_id = p_contact ORDER BY s.purpose, s.given_at DESC, s.id DESC;
    INSERT INTO audit (at, actor_kind, action, subject, before, after)
    VALUES (clock_timestamp(), 'system', 'continuation.parted', 'contact/' || own,
      jsonb_build_object('contactId', p_contact), jsonb_build_object('contactId', own, 'conversationId', c.id));
  END LOOP;
END $$;

-- Whoever had this address is not there any more: nothing is sent there for them, and who writes next is new. What
-- they were called is kept apart, for the day on which they prove who they are.
CREATE OR REPLACE FUNCTION forget_whatsapp_identity(p_address text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE person uuid; contact uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(7271);
  FOR person IN
    UPDATE whatsapp_person p SET lid = NULL, phone = NULL, reply_to = NULL,
      former_lid = p.lid, former_phone = p.phone, forgotten_at = clock_timestamp()
    WHERE p.lid = p_address OR p.phone = p_address RETURNING p.id
  LOOP
    SELECT a.contact_id INTO contact FROM contact_address a
    WHERE a.channel = 'whatsapp' AND a.address = person::text;
    IF contact IS NOT NULL THEN PERFORM part_continued(contact); END IF;
  END LOOP;
END $$;
