/** The task that another waits for: Nx 24 has objects where Nx 22 and 23 have names. */
export function idOf(edge: string | { readonly id: string }): string {
  return typeof edge === 'string' ? edge : edge.id;
}
