import { Navigate } from '@tanstack/react-router';

/** Leads whoever typed the address of the settings to the first of them. */
export function Screen() {
  return <Navigate to="/ajustes/entidad" replace />;
}
