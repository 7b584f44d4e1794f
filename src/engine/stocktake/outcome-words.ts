import type { Outcome } from './contract.ts'

/** The outcomes as paper and messages say them. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  found: 'あった',
  elsewhere: '場所が違う',
  damaged: '傷みあり',
  missing: 'なかった',
  unseen: '確認できない',
}
