-- CreateTable
CREATE TABLE "pqrs_intake" (
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "pqrs_id" UUID,
    "opened_by_id" TEXT NOT NULL,
    "filed_at" TIMESTAMPTZ(3) NOT NULL,
    "late_reason" TEXT,
    "read_back" BOOLEAN,
    "aviso" TEXT,
    "document" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "postal_address" TEXT,

    CONSTRAINT "pqrs_intake_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pqrs_intake_pqrs_id_key" ON "pqrs_intake"("pqrs_id");

-- AddForeignKey
ALTER TABLE "pqrs_intake" ADD CONSTRAINT "pqrs_intake_pqrs_id_fkey" FOREIGN KEY ("pqrs_id") REFERENCES "pqrs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pqrs_intake" ADD CONSTRAINT "pqrs_intake_opened_by_id_fkey" FOREIGN KEY ("opened_by_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
