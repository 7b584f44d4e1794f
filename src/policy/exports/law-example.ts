/** An invented law in the shape official law XML has: caption, 枝番, イロハ, ruby, tables, amended 附則, 別表, 様式. */
export const LAW = `<?xml version="1.0" encoding="UTF-8"?>
<Law Era="Heisei" Lang="ja" LawType="Act" Num="12" PromulgateDay="3" PromulgateMonth="4" Year="20"><LawNum>平成二十年法律第十二号</LawNum><LawBody><LawTitle Kana="かきくほう">架空の記録の保護に関する法律</LawTitle>
<TOC><TOCLabel>目次</TOCLabel><TOCChapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle><ArticleRange>（第一条・第二条）</ArticleRange></TOCChapter></TOC>
<MainProvision>
<Chapter Num="1"><ChapterTitle>第一章　総則</ChapterTitle>
<Article Num="1"><ArticleCaption>（目的）</ArticleCaption><ArticleTitle>第一条</ArticleTitle>
<Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1" WritingMode="vertical">この法律は、架空の記録が<Ruby>漏洩<Rt>ろうえい</Rt></Ruby>しないよう必要な事項を定める。</Sentence></ParagraphSentence></Paragraph></Article>
<Article Num="2"><ArticleCaption>（定義）</ArticleCaption><ArticleTitle>第二条</ArticleTitle>
<Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">この法律において、次の各号に掲げる用語の意義は、当該各号に定めるところによる。</Sentence></ParagraphSentence>
<Item Num="1"><ItemTitle>一</ItemTitle><ItemSentence><Column Num="1"><Sentence Num="1">記録</Sentence></Column><Column Num="2"><Sentence Num="1">次に掲げるものをいう。</Sentence></Column></ItemSentence>
<Subitem1 Num="1"><Subitem1Title>イ</Subitem1Title><Subitem1Sentence><Sentence Num="1">紙に記されたもの</Sentence></Subitem1Sentence>
<Subitem2 Num="1"><Subitem2Title>（１）</Subitem2Title><Subitem2Sentence><Sentence Num="1">台帳</Sentence></Subitem2Sentence>
<Subitem3 Num="1"><Subitem3Title>（ｉ）</Subitem3Title><Subitem3Sentence><Sentence Num="1">原本</Sentence></Subitem3Sentence></Subitem3>
<Subitem3 Num="2"><Subitem3Title>（ｉｉ）</Subitem3Title><Subitem3Sentence><Sentence Num="1">写し</Sentence></Subitem3Sentence></Subitem3></Subitem2></Subitem1>
<Subitem1 Num="2"><Subitem1Title>ロ</Subitem1Title><Subitem1Sentence><Sentence Num="1">電磁的に記されたもの</Sentence></Subitem1Sentence></Subitem1></Item>
<Item Num="2"><ItemTitle>二</ItemTitle><ItemSentence><Sentence Num="1">前号のほか、規則で定めるもの</Sentence></ItemSentence></Item></Paragraph>
<Paragraph Num="2"><ParagraphNum>２</ParagraphNum><ParagraphSentence><Sentence Function="main" Num="1">記録は、封をして運ばなければならない。</Sentence><Sentence Function="proviso" Num="2">ただし、写しは、この限りでない。</Sentence></ParagraphSentence>
<TableStruct><Table><TableHeaderRow><TableHeaderColumn>区分</TableHeaderColumn><TableHeaderColumn>期間</TableHeaderColumn></TableHeaderRow><TableRow><TableColumn BorderTop="solid"><Sentence Num="1">原本</Sentence></TableColumn><TableColumn><Sentence Num="1">十年</Sentence></TableColumn></TableRow><TableRow><TableColumn><Sentence Num="1">写し</Sentence></TableColumn><TableColumn><Sentence Num="1">一年</Sentence></TableColumn></TableRow></Table></TableStruct></Paragraph></Article></Chapter>
<Chapter Num="2"><ChapterTitle>第二章　管理</ChapterTitle><Section Num="1"><SectionTitle>第一節　通則</SectionTitle>
<Article Num="2_2"><ArticleCaption>（責任者）</ArticleCaption><ArticleTitle>第二条の二</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">市は、記録の責任者を置く。</Sentence></ParagraphSentence></Paragraph></Article>
<Article Delete="true" Num="3:4"><ArticleTitle>第三条及び第四条</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">削除</Sentence></ParagraphSentence></Paragraph></Article></Section></Chapter>
</MainProvision>
<SupplProvision><SupplProvisionLabel>附　則</SupplProvisionLabel><Paragraph Num="1"><ParagraphCaption>（施行期日）</ParagraphCaption><ParagraphNum>１</ParagraphNum><ParagraphSentence><Sentence Num="1">この法律は、公布の日から施行する。</Sentence></ParagraphSentence></Paragraph><Paragraph Num="2"><ParagraphCaption>（経過措置）</ParagraphCaption><ParagraphNum>２</ParagraphNum><ParagraphSentence><Sentence Num="1">従前の例による。</Sentence></ParagraphSentence></Paragraph></SupplProvision>
<SupplProvision AmendLawNum="令和三年五月一日法律第九号" Extract="true"><SupplProvisionLabel>附　則</SupplProvisionLabel><Article Num="1"><ArticleCaption>（施行期日）</ArticleCaption><ArticleTitle>第一条</ArticleTitle><Paragraph Num="1"><ParagraphNum/><ParagraphSentence><Sentence Num="1">この法律は、令和三年七月一日から施行する。</Sentence></ParagraphSentence></Paragraph></Article></SupplProvision>
<AppdxTable Num="1"><AppdxTableTitle>別表第一</AppdxTableTitle><RelatedArticleNum>（第二条関係）</RelatedArticleNum><TableStruct><Table><TableRow><TableColumn><Sentence Num="1">一の項</Sentence></TableColumn><TableColumn><Sentence Num="1">住民の記録</Sentence></TableColumn></TableRow></Table></TableStruct><Remarks><RemarksLabel>備考</RemarksLabel><Sentence Num="1">項の順序は、任意とする。</Sentence></Remarks></AppdxTable>
<AppdxStyle Num="1"><AppdxStyleTitle>様式第一号</AppdxStyleTitle><StyleStruct><Style><Fig src="./pict/1.pdf"/></Style></StyleStruct></AppdxStyle>
</LawBody></Law>
`
