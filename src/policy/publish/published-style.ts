/** Style of the published page: black on white, links in the blue of the design system, contrast above 7 : 1. */
export const publishedStyle = `
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:50rem;padding:1.5rem 1rem 3rem;background:#fff;color:#1a1a1a;font-family:"BIZ UDPGothic","Noto Sans JP",Meiryo,sans-serif;font-size:1rem;line-height:1.8;overflow-wrap:anywhere}
a{color:#0017c1;text-underline-offset:.2em}
a:focus-visible,[tabindex]:focus-visible{outline:4px solid #000;outline-offset:2px;background:#ffd43d}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:1rem;background:#ffd43d;padding:.5rem 1rem}
.city{margin:0;color:#404040}
h1{margin:.25rem 0 1.5rem;font-size:1.75rem;line-height:1.4}
h2{margin:2.5rem 0 .75rem;padding-bottom:.25rem;border-bottom:1px solid #767676;font-size:1.375rem;line-height:1.5}
h3{margin:1.75rem 0 .5rem;font-size:1.125rem}
h4,h5,h6{margin:1.25rem 0 .25rem;font-size:1rem}
p{margin:.25rem 0}
.facts{margin:0;padding:1rem;border:1px solid #767676}
.facts div{display:flex;flex-wrap:wrap;gap:0 1rem}
dt{min-width:7em;font-weight:bold}
dd{margin:0}
nav ul,.clauses,td ul{margin:0;padding:0;list-style:none}
nav li{padding:.25rem 0}
.clause{display:flex;gap:.75em}
.clause>.number{flex:none;min-width:1.5em}
.words{flex:1;min-width:0}
.table{overflow-x:auto;margin:1rem 0}
table{width:100%;border-collapse:collapse}
caption{padding:.25rem 0;text-align:left;font-weight:bold}
th,td{padding:.5rem;border:1px solid #767676;text-align:left;vertical-align:top;font-weight:normal}
thead th{background:#f1f1f4;font-weight:bold}
.unconfirmed{margin:1rem 0;padding:.5rem 1rem;border:1px dashed #767676}
footer{margin-top:3rem;border-top:1px solid #767676;font-size:.9375rem}
footer h2{border:0;font-size:1rem;margin:1rem 0 .25rem}
:target{background:#fff8dc}
@media print{@page{size:A4 portrait;margin:20mm 18mm}body{max-width:none;padding:0;font-size:10.5pt}nav,.skip{display:none}a{color:inherit;text-decoration:none}h2,h3,h4,h5,h6{break-after:avoid}tr{break-inside:avoid}.table{overflow:visible}:target{background:none}}
`.trim()
