import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The command line would download its schema engine and ask for newer versions: neither is needed here.
const engine = fileURLToPath(new URL('./prisma/engine/schema-engine.mjs', import.meta.url));
// biome-ignore lint/style/noProcessEnv: Prisma reads these two from nowhere else.
Object.assign(process.env, { PRISMA_SCHEMA_ENGINE_BINARY: engine, CHECKPOINT_DISABLE: '1' });

// biome-ignore lint/style/noProcessEnv: the command line has no other configuration than this file.
const { DATABASE_URL } = process.env;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: DATABASE_URL ?? 'postgresql://127.0.0.1:1/set-DATABASE_URL' },
});
