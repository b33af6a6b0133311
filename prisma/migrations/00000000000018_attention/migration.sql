-- CreateTable
CREATE TABLE "colleague_file" (
    "file_id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "colleague_file_pkey" PRIMARY KEY ("file_id")
);

-- CreateIndex
CREATE INDEX "colleague_file_sent_at_kept_at_idx" ON "colleague_file"("sent_at", "kept_at");

-- AddForeignKey
ALTER TABLE "colleague_file" ADD CONSTRAINT "colleague_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "colleague_file" ADD CONSTRAINT "colleague_file_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AlterTable
ALTER TABLE "deal" ADD COLUMN     "from_queue" BOOLEAN NOT NULL DEFAULT false;
