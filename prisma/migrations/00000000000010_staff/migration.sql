-- AlterTable
ALTER TABLE "staff_user" ADD COLUMN     "password_change_needed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "two_factor_enabled" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "last_sign_in_at" TIMESTAMPTZ(3),
ADD COLUMN     "deactivated_at" TIMESTAMPTZ(3),
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable: it counts the codes of the second step too, not only what was typed as e-mail.
ALTER TABLE "sign_in_failure" RENAME COLUMN "email" TO "subject";

-- CreateTable
CREATE TABLE "staff_two_factor" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "verified" BOOLEAN NOT NULL DEFAULT false,
    "failed_verification_count" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_step" INTEGER,

    CONSTRAINT "staff_two_factor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_recovery_code" (
    "id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "code_hash" TEXT NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_recovery_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_invitation" (
    "user_id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "redeemed_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_invitation_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "staff_password_link" (
    "user_id" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_password_link_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "staff_absence" (
    "id" UUID NOT NULL,
    "staff_id" TEXT NOT NULL,
    "substitute_id" TEXT NOT NULL,
    "from_on" DATE NOT NULL,
    "to_on" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "ended_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_absence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "staff_two_factor_user_id_key" ON "staff_two_factor"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_recovery_code_user_id_code_hash_key" ON "staff_recovery_code"("user_id", "code_hash");

-- CreateIndex
CREATE UNIQUE INDEX "staff_invitation_secret_hash_key" ON "staff_invitation"("secret_hash");

-- CreateIndex
CREATE UNIQUE INDEX "staff_password_link_secret_hash_key" ON "staff_password_link"("secret_hash");

-- CreateIndex
CREATE INDEX "staff_absence_staff_id_to_on_idx" ON "staff_absence"("staff_id", "to_on");

-- CreateIndex
CREATE INDEX "staff_absence_substitute_id_to_on_idx" ON "staff_absence"("substitute_id", "to_on");

-- AddForeignKey
ALTER TABLE "staff_two_factor" ADD CONSTRAINT "staff_two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_recovery_code" ADD CONSTRAINT "staff_recovery_code_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_password_link" ADD CONSTRAINT "staff_password_link_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_absence" ADD CONSTRAINT "staff_absence_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_absence" ADD CONSTRAINT "staff_absence_substitute_id_fkey" FOREIGN KEY ("substitute_id") REFERENCES "staff_user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
