import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'

export type TabItem = { readonly key: string; readonly title: ReactNode; readonly content: () => ReactNode }

/** Views of one thing of which one is shown. Arrow keys move between them. Keep the key in the address. */
export function Tabs({
  label,
  items,
  value,
  onChange,
}: {
  label: string
  items: readonly TabItem[]
  value: string
  onChange: (key: string) => void
}): ReactNode {
  return (
    <AriaTabs selectedKey={value} onSelectionChange={(key) => onChange(String(key))}>
      <TabList aria-label={label} className="noprint flex overflow-x-auto border-b border-solid-gray-420">
        {items.map(({ key, title }) => (
          <Tab
            key={key}
            id={key}
            className="nowrap flex min-h-11 cursor-pointer items-center gap-1.5 border-y-4 border-transparent px-3 hover:bg-solid-gray-50 hover:underline data-[selected]:border-b-key-900 data-[selected]:font-bold data-[selected]:text-key-900"
          >
            {title}
          </Tab>
        ))}
      </TabList>
      {items.map(({ key, content }) => (
        <TabPanel key={key} id={key} className="pt-4">
          {content()}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
