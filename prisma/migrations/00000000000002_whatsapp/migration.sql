-- CreateTable
CREATE TABLE "whatsapp_account" (
    "account" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "wanted" TEXT NOT NULL DEFAULT 'none',
    "pairing_phone" TEXT,
    "pairing" JSONB,
    "me" TEXT,
    "connected_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "whatsapp_account_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "whatsapp_lease" (
    "account" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,
    "owner" TEXT NOT NULL,
    "presence" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "whatsapp_lease_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "whatsapp_credentials" (
    "account" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,

    CONSTRAINT "whatsapp_credentials_pkey" PRIMARY KEY ("account")
);

-- CreateTable
CREATE TABLE "whatsapp_key" (
    "account" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "epoch" INTEGER NOT NULL,

    CONSTRAINT "whatsapp_key_pkey" PRIMARY KEY ("account","type","id")
);

-- CreateTable
CREATE TABLE "whatsapp_journal" (
    "account" TEXT NOT NULL,
    "chat" TEXT NOT NULL,
    "participant" TEXT NOT NULL,
    "from_me" BOOLEAN NOT NULL,
    "message_id" TEXT NOT NULL,
    "part" INTEGER NOT NULL,
    "ciphertext_hash" BYTEA NOT NULL,
    "sealed" TEXT NOT NULL,
    "accepted" BOOLEAN NOT NULL DEFAULT false,
    "quarantined" TEXT,
    "epoch" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "whatsapp_journal_pkey" PRIMARY KEY ("account","chat","participant","from_me","message_id","part","ciphertext_hash")
);

-- CreateTable
CREATE TABLE "whatsapp_person" (
    "id" UUID NOT NULL,
    "lid" TEXT,
    "phone" TEXT,
    "reply_to" TEXT,
    "joined_to" UUID,
    "former_lid" TEXT,
    "former_phone" TEXT,
    "forgotten_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "whatsapp_person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "whatsapp_sent" (
    "message_id" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "person_id" UUID NOT NULL,
    "outbox_id" UUID NOT NULL,
    "sealed" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "whatsapp_sent_pkey" PRIMARY KEY ("message_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "whatsapp_person_lid_key" ON "whatsapp_person"("lid");

-- CreateIndex
CREATE UNIQUE INDEX "whatsapp_person_phone_key" ON "whatsapp_person"("phone");

-- CreateIndex
CREATE INDEX "whatsapp_sent_created_at_idx" ON "whatsapp_sent"("created_at");



-- What Prisma's schema cannot say: partial indexes and the statements that must happen whole.

CREATE INDEX whatsapp_journal_open_idx ON whatsapp_journal (account, at) WHERE NOT accepted AND quarantined IS NULL;
CREATE INDEX whatsapp_journal_accepted_idx ON whatsapp_journal (at) WHERE accepted;
CREATE INDEX whatsapp_person_joined_idx ON whatsapp_person (joined_to) WHERE joined_to IS NOT NULL;
CREATE INDEX whatsapp_person_former_lid_idx ON whatsapp_person (former_lid) WHERE former_lid IS NOT NULL;
CREATE INDEX whatsapp_person_former_phone_idx ON whatsapp_person (former_phone) WHERE former_phone IS NOT NULL;

-- Ciphertext does not compress: trying costs time at every step of the ratchet.
ALTER TABLE whatsapp_key ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE whatsapp_journal ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE whatsapp_credentials ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE whatsapp_sent ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE whatsapp_lease SET (fillfactor = 10);

-- Lets only the owner of this epoch pass. The lock on the lease's row makes it one order with taking the lease: what
-- passes here is there before the next owner reads. SQLSTATE WA001 means: another epoch owns the number.
CREATE FUNCTION require_whatsapp_epoch(p_account text, p_epoch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM whatsapp_lease l WHERE l.account = p_account AND l.epoch = p_epoch FOR SHARE;
  IF NOT FOUND THEN RAISE EXCEPTION 'epoch % does not own this number', p_epoch USING ERRCODE = 'WA001'; END IF;
END $$;

-- One step of the session: ratchets, what they decrypted and the credentials, or nothing. One statement, so that an
-- owner that is stopped in the middle holds no lock. Absolute values only: the same step twice is the same as once.
CREATE FUNCTION commit_whatsapp(p_account text, p_epoch int, p_keys jsonb, p_journal jsonb, p_credentials text)
RETURNS void LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
  PERFORM require_whatsapp_epoch(p_account, p_epoch);
  IF jsonb_array_length(p_keys) > 0 THEN
    DELETE FROM whatsapp_key k USING jsonb_array_elements(p_keys) x
    WHERE k.account = p_account AND k.type = x->>0 AND k.id = x->>1 AND x->2 = 'null';
    INSERT INTO whatsapp_key (account, type, id, sealed, epoch)
    SELECT p_account, x->>0, x->>1, x->>2, p_epoch FROM jsonb_array_elements(p_keys) x WHERE x->2 <> 'null'
    ON CONFLICT (account, type, id) DO UPDATE SET sealed = excluded.sealed, epoch = excluded.epoch;
  END IF;
  IF jsonb_array_length(p_journal) > 0 THEN
    INSERT INTO whatsapp_journal
      (account, chat, participant, from_me, message_id, part, ciphertext_hash, sealed, epoch)
    SELECT p_account, j.chat, j.participant, j.from_me, j.message_id, j.part, decode(j.ciphertext_hash, 'hex'),
      j.sealed, p_epoch
    FROM jsonb_to_recordset(p_journal) AS j(
      chat text, participant text, from_me boolean, message_id text, part int, ciphertext_hash text, sealed text)
    ON CONFLICT DO NOTHING;
  END IF;
  IF p_credentials IS NOT NULL THEN
    INSERT INTO whatsapp_credentials (account, sealed, epoch) VALUES (p_account, p_credentials, p_epoch)
    ON CONFLICT (account) DO UPDATE SET sealed = excluded.sealed, epoch = excluded.epoch;
  END IF;
END $$;

CREATE FUNCTION wipe_whatsapp(p_account text, p_epoch int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM require_whatsapp_epoch(p_account, p_epoch);
  DELETE FROM whatsapp_key k WHERE k.account = p_account;
  DELETE FROM whatsapp_credentials c WHERE c.account = p_account;
END $$;

-- Joins two persons found to be one: what belongs to the absorbed one belongs to the other from then on. Their
-- conversations get a new version, so that a turn that began with the old contact is refused and taken again.
-- The one whose turn asks for it keeps its version: nobody else can be in it, and its commit compares it.
-- Consents are append-only: the newest of each purpose is said again for the contact that stays.
CREATE FUNCTION join_whatsapp_persons(p_survivor uuid, p_absorbed uuid, p_running uuid DEFAULT NULL)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE kept uuid; gone uuid;
BEGIN
  UPDATE whatsapp_person p SET joined_to = p_survivor, lid = NULL, phone = NULL, reply_to = NULL
  WHERE p.id = p_absorbed;
  UPDATE whatsapp_person p SET joined_to = p_survivor WHERE p.joined_to = p_absorbed;
  -- The locks of open_conversation: nobody gives either of them a contact meanwhile.
  PERFORM pg_advisory_xact_lock(hashtextextended('whatsapp:' || i.id, 7270))
  FROM (SELECT unnest(ARRAY[p_survivor, p_absorbed]) AS id ORDER BY 1) i;
  SELECT a.contact_id INTO kept FROM contact_address a WHERE a.channel = 'whatsapp' AND a.address = p_survivor::text;
  SELECT a.contact_id INTO gone FROM contact_address a WHERE a.channel = 'whatsapp' AND a.address = p_absorbed::text;
  IF kept IS NULL OR gone IS NULL THEN
    INSERT INTO contact_address (channel, address, contact_id)
    SELECT 'whatsapp', i.id::text, coalesce(kept, gone) FROM unnest(ARRAY[p_survivor, p_absorbed]) AS i(id)
    WHERE coalesce(kept, gone) IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN;
  END IF;
  UPDATE conversation c SET contact_id = kept, version = c.version + CASE WHEN c.id = p_running THEN 0 ELSE 1 END
  WHERE c.contact_id = gone;
  UPDATE contact_address a SET contact_id = kept WHERE a.contact_id = gone;
  UPDATE pqrs q SET contact_id = kept WHERE q.contact_id = gone;
  INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, event_id, given_at)
  SELECT gen_random_uuid(), kept, n.purpose, n.granted, n.text_version, n.text_hash, n.channel, n.event_id, n.given_at
  FROM (SELECT DISTINCT ON (s.purpose) s.* FROM consent s WHERE s.contact_id = gone
    ORDER BY s.purpose, s.given_at DESC, s.id DESC) n
  WHERE NOT EXISTS (SELECT FROM consent k
    WHERE k.contact_id = kept AND k.purpose = n.purpose AND k.given_at >= n.given_at);
END $$;

-- Finds or makes the person behind a message. A message that shows nothing new takes no lock; everything else waits
-- for one lock, because a join touches rows that no single address names.
CREATE FUNCTION resolve_whatsapp_person(p_id uuid, p_lid text, p_phone text, p_reply_to text)
RETURNS SETOF whatsapp_person LANGUAGE plpgsql AS $$
DECLARE by_lid whatsapp_person; by_phone whatsapp_person; person whatsapp_person;
BEGIN
  IF p_lid IS NULL AND p_phone IS NULL THEN RAISE EXCEPTION 'a person without an address'; END IF;
  SELECT * INTO by_lid FROM whatsapp_person p WHERE p.lid = p_lid;
  SELECT * INTO by_phone FROM whatsapp_person p WHERE p.phone = p_phone;
  person := by_lid;
  IF p_lid IS NULL THEN person := by_phone; END IF;
  IF person.reply_to = p_reply_to AND (p_phone IS NULL OR person.phone = p_phone) THEN
    RETURN NEXT person;
    RETURN;
  END IF;

  PERFORM pg_advisory_xact_lock(7271);
  SELECT * INTO by_lid FROM whatsapp_person p WHERE p.lid = p_lid;
  SELECT * INTO by_phone FROM whatsapp_person p WHERE p.phone = p_phone;

  -- The number has gone to another person: it came with another LID than it had, or with a LID that had another
  -- number. Whoever had it keeps the LID, if one was known, and gets no message at the number.
  IF p_lid IS NOT NULL AND by_phone.id IS DISTINCT FROM by_lid.id
    AND (by_phone.lid IS NOT NULL OR (by_phone.id IS NOT NULL AND by_lid.phone IS NOT NULL)) THEN
    UPDATE whatsapp_person p SET phone = NULL, reply_to = CASE WHEN p.reply_to = p_phone THEN p.lid
      WHEN p.lid IS NOT NULL THEN p.reply_to END
    WHERE p.id = by_phone.id;
    by_phone := NULL;
  END IF;

  person := by_lid;
  IF by_lid.id IS NULL THEN
    person := by_phone;
  ELSIF by_phone.id <> by_lid.id THEN
    IF (by_phone.created_at, by_phone.id) < (by_lid.created_at, by_lid.id) THEN person := by_phone; END IF;
    PERFORM join_whatsapp_persons(person.id, CASE WHEN person.id = by_lid.id THEN by_phone.id ELSE by_lid.id END);
  END IF;

  IF person.id IS NULL THEN
    RETURN QUERY INSERT INTO whatsapp_person (id, lid, phone, reply_to) VALUES (p_id, p_lid, p_phone, p_reply_to)
    RETURNING *;
  ELSE
    RETURN QUERY UPDATE whatsapp_person p
    SET lid = coalesce(p_lid, p.lid), phone = coalesce(p_phone, p.phone), reply_to = p_reply_to
    WHERE p.id = person.id RETURNING p.*;
  END IF;
END $$;

-- Whoever had this address is not there any more: nothing is sent there for them, and who writes next is new. What
-- they were called is kept apart, for the day on which they prove who they are.
CREATE FUNCTION forget_whatsapp_identity(p_address text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7271);
  UPDATE whatsapp_person p SET lid = NULL, phone = NULL, reply_to = NULL,
    former_lid = p.lid, former_phone = p.phone, forgotten_at = clock_timestamp()
  WHERE p.lid = p_address OR p.phone = p_address;
END $$;

-- Gives the history of a forgotten person's contact back to the person who writes in a conversation, if that person
-- has the number or the LID of then; whoever calls has checked the other proof. No row: there is nothing to give.
-- It runs in the turn that holds the conversation, against the order in which a join takes its locks; so it waits for
-- none of them: what is taken is refused like a deadlock (55P03), and the turn is taken again.
CREATE FUNCTION reconfirm_whatsapp_person(p_conversation uuid, p_contact uuid)
RETURNS TABLE (survivor uuid, absorbed uuid, kept uuid, gone uuid) LANGUAGE plpgsql AS $$
DECLARE wrote text; present whatsapp_person; former whatsapp_person; own uuid;
BEGIN
  SELECT c.address, c.contact_id INTO wrote, own FROM conversation c
  WHERE c.id = p_conversation AND c.channel = 'whatsapp';
  IF own IS NULL OR own = p_contact OR wrote !~ '^[0-9a-f-]{36}$' THEN RETURN; END IF;
  IF NOT pg_try_advisory_xact_lock(7271) THEN
    RAISE EXCEPTION 'persons are being joined' USING ERRCODE = '55P03';
  END IF;
  SELECT p.* INTO present FROM whatsapp_person w JOIN whatsapp_person p ON p.id = coalesce(w.joined_to, w.id)
  WHERE w.id = wrote::uuid;
  SELECT f.* INTO former FROM whatsapp_person f
  JOIN contact_address a ON a.channel = 'whatsapp' AND a.address = f.id::text AND a.contact_id = p_contact
  WHERE (f.former_lid = present.lid OR f.former_phone = present.phone)
    AND f.lid IS NULL AND f.phone IS NULL AND f.joined_to IS NULL
  ORDER BY f.forgotten_at DESC, f.id LIMIT 1;
  IF former.id IS NULL THEN RETURN; END IF;

  survivor := former.id; absorbed := present.id; kept := p_contact; gone := own;
  IF (present.created_at, present.id) < (former.created_at, former.id) THEN
    survivor := present.id; absorbed := former.id; kept := own; gone := p_contact;
  END IF;
  PERFORM FROM conversation c WHERE c.contact_id = gone AND c.id <> p_conversation
  ORDER BY c.id FOR NO KEY UPDATE NOWAIT;
  PERFORM join_whatsapp_persons(survivor, absorbed, p_conversation);
  UPDATE whatsapp_person p SET former_lid = NULL, former_phone = NULL, forgotten_at = NULL WHERE p.id = former.id;
  UPDATE whatsapp_person p SET lid = present.lid, phone = present.phone, reply_to = present.reply_to
  WHERE p.id = survivor;
  RETURN NEXT;
END $$;
