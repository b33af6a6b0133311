-- AlterTable
ALTER TABLE "entity" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "barrio" ADD COLUMN "active" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "aliases" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN "geometry" JSONB,
ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'barrio',
ADD COLUMN "merged_into" TEXT,
ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "entity_logo" (
    "entity_slug" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "png" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,

    CONSTRAINT "entity_logo_pkey" PRIMARY KEY ("entity_slug")
);

-- CreateTable
CREATE TABLE "audit_value" (
    "audit_id" BIGINT NOT NULL,
    "side" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "contact_id" UUID NOT NULL,
    "sensitivity" TEXT NOT NULL DEFAULT 'normal',
    "salt" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "audit_value_pkey" PRIMARY KEY ("audit_id","side","key")
);

-- CreateTable
CREATE TABLE "audit_link" (
    "audit_id" BIGINT NOT NULL,
    "position" BIGINT NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("audit_id")
);

-- CreateTable
CREATE TABLE "audit_head" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_head_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "audit_value_contact_id_idx" ON "audit_value"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_link_position_key" ON "audit_link"("position");

-- CreateIndex
CREATE INDEX "audit_at_id_idx" ON "audit"("at", "id");

-- CreateIndex
CREATE INDEX "audit_action_at_id_idx" ON "audit"("action", "at", "id");

-- CreateIndex
CREATE INDEX "audit_actor_kind_actor_id_at_id_idx" ON "audit"("actor_kind", "actor_id", "at", "id");

-- AddForeignKey
ALTER TABLE "audit_value" ADD CONSTRAINT "audit_value_audit_id_fkey" FOREIGN KEY ("audit_id") REFERENCES "audit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_audit_id_fkey" FOREIGN KEY ("audit_id") REFERENCES "audit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;



-- What Prisma's schema cannot say.
--
-- The audit is append-only and its rows form one chain: each link covers its row and the link before. Personal values
-- are no part of the row: it holds their salted hash, and the value stands in `audit_value`, which erasure empties.

-- What a link covers. The text of jsonb is canonical: keys in one order, one way of writing a number.
CREATE FUNCTION audit_digest(p_previous text, p_position bigint, p_row audit) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT encode(sha256(convert_to(jsonb_build_array(
    p_previous, p_position, p_row.id, to_char(p_row.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    p_row.actor_kind, p_row.actor_id, p_row.action, p_row.subject, p_row.before, p_row.after)::text, 'UTF8')), 'hex')
$$;

-- Adds the link of a row. It runs at the commit: the one row of `audit_head` is the last lock that a transaction takes,
-- and only while it commits, so writers of audit neither wait for each other's work nor lock each other out.
-- Whatever the isolation, the head is read as it stands or the transaction is refused (40001): the chain cannot fork.
CREATE FUNCTION link_audit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head audit_head; digest text;
BEGIN
  SELECT * INTO STRICT head FROM audit_head h WHERE h.id = 1 FOR UPDATE;
  digest := audit_digest(head.hash, head.position + 1, NEW);
  INSERT INTO audit_link (audit_id, position, previous_hash, hash)
  VALUES (NEW.id, head.position + 1, head.hash, digest);
  UPDATE audit_head h SET position = head.position + 1, hash = digest WHERE h.id = 1;
  RETURN NULL;
END $$;

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

-- Of a personal value only the person may change hands (two contacts turn out to be one), and only erasure removes it.
CREATE FUNCTION guard_audit_value() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'contact_id' = to_jsonb(OLD) - 'contact_id' THEN RETURN NEW; END IF;
  IF TG_OP = 'DELETE' AND current_setting('vecino.erasing', true) = OLD.contact_id::text THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit is append-only: % on % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

-- Lawful erasure (Ley 1581 of 2012, art. 8, lit. e): value and salt of a person go, and what the chain covers stays.
CREATE FUNCTION erase_audit_values(p_contact uuid) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE erased bigint;
BEGIN
  PERFORM set_config('vecino.erasing', p_contact::text, true);
  DELETE FROM audit_value v WHERE v.contact_id = p_contact;
  GET DIAGNOSTICS erased = ROW_COUNT;
  PERFORM set_config('vecino.erasing', '', true);
  RETURN erased;
END $$;

-- Each link of a part of the chain with what is wrong with it, if anything.
CREATE FUNCTION check_audit_links(p_from bigint, p_to bigint, p_previous text)
RETURNS TABLE (link_position bigint, audit_id bigint, link_hash text, reason text) LANGUAGE sql STABLE AS $$
  SELECT s.at, l.audit_id, l.hash, CASE
    WHEN a.id IS NULL THEN 'missing'
    WHEN l.previous_hash <> lag(l.hash, 1, p_previous) OVER (ORDER BY s.at) THEN 'forked'
    WHEN l.hash <> audit_digest(l.previous_hash, l.position, a) THEN 'changed' END
  FROM generate_series(p_from, p_to) AS s(at)
  LEFT JOIN audit_link l ON l.position = s.at
  LEFT JOIN audit a ON a.id = l.audit_id
  ORDER BY s.at
$$;

INSERT INTO audit_head (id, position, hash) VALUES (1, 0, repeat('0', 64));

-- What was written before there was a chain is its beginning.
DO $$
DECLARE head audit_head; line audit; digest text;
BEGIN
  SELECT * INTO head FROM audit_head h WHERE h.id = 1;
  FOR line IN SELECT * FROM audit a ORDER BY a.id LOOP
    digest := audit_digest(head.hash, head.position + 1, line);
    INSERT INTO audit_link (audit_id, position, previous_hash, hash)
    VALUES (line.id, head.position + 1, head.hash, digest);
    head.position := head.position + 1;
    head.hash := digest;
  END LOOP;
  UPDATE audit_head h SET position = head.position, hash = head.hash WHERE h.id = 1;
END $$;

CREATE CONSTRAINT TRIGGER audit_link_at_commit AFTER INSERT ON audit
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION link_audit();

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_link_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_link
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_value_is_not_emptied BEFORE TRUNCATE ON audit_value
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_value_is_guarded BEFORE UPDATE OR DELETE ON audit_value
  FOR EACH ROW EXECUTE FUNCTION guard_audit_value();
CREATE TRIGGER audit_head_stays BEFORE DELETE OR TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- Also in a session that replays changes (session_replication_role = replica), where ordinary triggers rest.
ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_is_append_only;
ALTER TABLE audit_link ENABLE ALWAYS TRIGGER audit_link_is_append_only;
ALTER TABLE audit_value ENABLE ALWAYS TRIGGER audit_value_is_not_emptied;
ALTER TABLE audit_value ENABLE ALWAYS TRIGGER audit_value_is_guarded;
ALTER TABLE audit_head ENABLE ALWAYS TRIGGER audit_head_stays;

-- Two contacts that turn out to be one: what the audit keeps of the one that goes is of the one that stays.
CREATE OR REPLACE FUNCTION give_contact(p_gone uuid, p_kept uuid) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE conversation c SET contact_id = p_kept, version = c.version + 1 WHERE c.contact_id = p_gone;
  UPDATE contact_address a SET contact_id = p_kept WHERE a.contact_id = p_gone;
  UPDATE pqrs q SET contact_id = p_kept WHERE q.contact_id = p_gone;
  UPDATE audit_value v SET contact_id = p_kept WHERE v.contact_id = p_gone;
  INSERT INTO consent (id, contact_id, purpose, granted, text_version, text_hash, channel, event_id, given_at)
  SELECT gen_random_uuid(), p_kept, n.purpose, n.granted, n.text_version, n.text_hash, n.channel, n.event_id, n.given_at
  FROM (SELECT DISTINCT ON (s.purpose) s.* FROM consent s WHERE s.contact_id = p_gone
    ORDER BY s.purpose, s.given_at DESC, s.id DESC) n
  WHERE NOT EXISTS (SELECT FROM consent k
    WHERE k.contact_id = p_kept AND k.purpose = n.purpose AND k.given_at >= n.given_at);
END $$;

-- Every process that serves the entity reads it again, whoever changed it. One notice a transaction.
CREATE FUNCTION tell_entity_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('vecino_entity', '');
  RETURN NULL;
END $$;

CREATE TRIGGER entity_is_told AFTER INSERT OR UPDATE OR DELETE ON entity
  FOR EACH STATEMENT EXECUTE FUNCTION tell_entity_change();
CREATE TRIGGER barrio_is_told AFTER INSERT OR UPDATE OR DELETE ON barrio
  FOR EACH STATEMENT EXECUTE FUNCTION tell_entity_change();
