import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';

type Target = {
  /** Below `/consola`, written out: `/pqrs/ESSMAR-2026-000001`. */
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
  readonly children: ReactNode;
};

/** A link to another screen. */
export function TextLink({ to, search = {}, children, ...rest }: Target & AnchorProps) {
  return (
    <Anchor underline="always" {...rest} renderRoot={(props) => <Link to={to} search={search} {...props} />}>
      {children}
    </Anchor>
  );
}

/** A link to another screen that looks like a button. */
export function ButtonLink({ to, search = {}, children, ...rest }: Target & ButtonProps) {
  return (
    <Button {...rest} renderRoot={(props) => <Link to={to} search={search} {...props} />}>
      {children}
    </Button>
  );
}

/** Goes to another screen after something was done. */
export function useGo(): (to: string, search?: Readonly<Record<string, string>>) => void {
  const navigate = useNavigate();
  return (to, search = {}) => {
    void navigate({ to, search });
  };
}

/** What stands in the address where the path of the screen has `$name`. */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  return params[name] ?? '';
}
