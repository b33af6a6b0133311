-- AlterTable
ALTER TABLE "file" ADD COLUMN     "rejection" TEXT,
ALTER COLUMN "sha256" DROP NOT NULL,
ALTER COLUMN "original_key" DROP NOT NULL;

-- CreateTable
CREATE TABLE "whatsapp_media" (
    "file_id" UUID NOT NULL,
    "account" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "asks" INTEGER NOT NULL DEFAULT 0,
    "ask_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "whatsapp_media_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE INDEX "file_original_key_idx" ON "file"("original_key");

-- CreateIndex
CREATE INDEX "file_prepared_key_idx" ON "file"("prepared_key");

-- AddForeignKey
ALTER TABLE "whatsapp_media" ADD CONSTRAINT "whatsapp_media_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was rejected before reasons were kept could not be opened.
UPDATE "file" SET "rejection" = 'file-broken' WHERE "status" = 'rejected';
