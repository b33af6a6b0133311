import './sign-in.css';
import { Paper } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEntity } from '../entity.ts';
import { Page } from '../frame/page.tsx';

type Props = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
};

/** What a stranger sees: whose console it is, and one thing to do. */
export function Door({ title, description, children }: Props) {
  const { name, logo } = useEntity();
  return (
    <main className="door">
      <Paper withBorder shadow="sm" p={{ base: 'md', sm: 'xl' }} className="door-card">
        <div className="door-brand">
          {logo !== null && <img src={logo} alt="" width={40} height={40} />}
          <span>{name}</span>
        </div>
        <Page title={title} description={description}>
          {children}
        </Page>
      </Paper>
    </main>
  );
}
