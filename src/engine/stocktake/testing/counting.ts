import type { City, Who, World } from '#test/world.ts'
import { openStocktake, prepareStocktake, type CampaignFilters } from '../contract.ts'
import { countLines, stocktakeSheet } from '../contract-sheet.ts'

/** What tests of stock-takes do with the small city. */
export function countingOf(world: World, city: City = world.city) {
  const sheet = (stocktakeId: string, who: Who = 'applicant', unitId = city.ids.unit.longevity) =>
    city.run(who, stocktakeSheet, { stocktakeId, unitId })
  // Safe beside a worker that does the same: whoever comes second finds it done.
  const prepare = (stocktakeId: string) =>
    city.run({ kind: 'system', job: 'test' }, prepareStocktake, { stocktakeId })
  return {
    sheet,
    /** Lays out what waits for it. */
    work: async (): Promise<void> => {
      const waiting = await world.db.readTenant(city.tenantId, (tx) =>
        tx.selectFrom('stocktake').select('stocktake_id').where('state', '=', 'preparing').execute(),
      )
      for (const row of waiting) await prepare(row.stocktake_id)
    },
    /** Opens a stock-take of the assets and lays out its sheets. */
    open: async (
      who: Who = 'officer',
      more: { unitIds?: string[]; filters?: CampaignFilters; asOf?: string; title?: string } = {},
    ): Promise<string> => {
      const { stocktakeId } = await city.run(who, openStocktake, {
        register: 'asset',
        title: '令和8年度の情報資産の棚卸',
        asOf: '2026-11-24',
        dueOn: '2026-12-20',
        ...more,
      })
      await prepare(stocktakeId)
      return stocktakeId
    },
    /** Answers every line that has no answer yet. */
    countAll: async (stocktakeId: string, who: Who = 'applicant', unitId = city.ids.unit.longevity) => {
      const { lines } = await sheet(stocktakeId, who, unitId)
      const open = lines.filter((line) => line.outcome === null)
      if (open.length === 0) return
      await city.run(who, countLines, {
        stocktakeId,
        unitId,
        answers: open.map(({ entryId }) => ({ entryId, outcome: 'found' as const })),
      })
    },
  }
}
