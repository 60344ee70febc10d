/** Does nothing, and succeeds: see `targets/lock-witness.ts`. */
export default function lockWitness(): Promise<{ readonly success: true }> {
  return Promise.resolve({ success: true });
}
