/** Spelling rules for words that no dictionary has: data only. @module */

/**
 * Rules for English, one a line: what stands before, the letters in brackets, what stands after, and their phones.
 * The first rule that fits is used, so the longer and stranger stand above the plainer. `_` is the edge of the word,
 * `V` a vowel, `C` a consonant, `F` one of e i y; the rest is a regular expression. No phones: the letters are silent.
 */
export const LETTER_RULES = `
_[a]_ AH
_[are]_ AA R
[aigh] EY
l[augh] AE F
[augh] AO
[au] AO
[awa] AH W EY
[aw] AO
[ayer]_ EH R
[ayo] EY OW
[ay] EY
[air] EH R
[ai]n_ EY
[ai] EY
[ae]l EY
[ae] IY
[ah] AA
[arr] AE R
qu[ar] AO R
w[ar] AO R
[are](_|s_|d_) EH R
[ar]V EH R
[ar]d_ ER
[ar] AA R
V.*C[al](_|s_|ly_) AH L
[alk] AO K
[alf] AE F
[alm] AA M
[all] AO L
[alt] AO L T
[al](d|s|w) AO L
[anger]_ EY N JH ER
[ange] EY N JH
C[able] AH B AH L
V.*[ace]_ AH S
V.*C[age]_ IH JH
V.*C[ate]_ EY T
V.*C[an](_|s_) AH N
V.*C[ant](_|s_) AH N T
V.*C[ance] AH N S
V.*C[ard](_|s_) ER D
V.*C[ary]_ EH R IY
[ation] EY SH AH N
[aste] EY S T
wh[a] AH
w[a](tch|nt|nd|s_|sh) AA
qu[a](d|l) AA
[a](C|th|ch|sh)(e|es|ed|er|ers|ing|y|ies|le|les)_ EY
[a](b|d|g|m|n|p|t|v|z)(o|i)_ EY
_[a](b|c|d|f|g|l|m|n|p|r|s|t|v|w)(C|h)?(r|l)?V AH
[a]_ AH
[a] AE
[bb] B
m[b](_|s_|ing_|ed_) 
[bt]_ T
[b] B
_[ch](r|l) K
[chr] K R
[che]_ CH
s[ch]V K
[ch]oir K
[ch](es_|ed_|ing_) CH
[tch] CH
[ch] CH
[ck] K
[cc]F K S
[cc] K
s[c]F 
[ci](a|o|e)(n|l|us|_) SH
[c]F S
[cqu] K W
[c] K
[dge] JH
[dg](ing|y) JH
[dd] D
[dj] JH
_[de]CV D IH
V.*(t|d)[ed]_ IH D
V(k|f|p|s|x|ch|sh|ck|ss)[ed]_ T
V.*C[d]_ D
[d] D
_[eu] Y UW
_[eigh] EY
[eigh] EY
[eau] OW
[eam] IY M
[ear](C|ed|s_) ER
[ear] IH R
b[ear]_ EH R
h[ea]d EH
[ea](lth|ven|ther|sure|vy|d_|dy|nt_|lt|th_) EH
[eauty] Y UW T IY
[ea] IY
[eer] IH R
[ee] IY
[ei](n|l|r|gn) EY
[eir] EH R
c[ei] IY
[ei] AY
[eo] IY OW
[ew](_|s_|l) UW
[ew] UW
[eur] ER
[eu] UW
[ey]_ IY
[ey] EY
_[e]_ IY
V.*C[ed]_ D
V.*(s|z|x|c|g|ch|sh)[es]_ IH Z
V.*C[es]_ Z
V.*C[er](_|s_|ed_|ing_|ly_) ER
[err] EH R
[ere]_ IH R
[er]V EH R
[er] ER
V.*[ely]_ L IY
V.*[eful] F AH L
V.*[eness] N AH S
V.*[ement] M AH N T
V.*C[el](_|s_|ed_) AH L
V.*C[en](_|s_|ed_|ing_) AH N
V.*C[ent](_|s_|ly_) AH N T
V.*C[ence](_|s_) AH N S
V.*C[et](_|s_) AH T
V.*C[ess](_) AH S
_(b|d|r|pr)[e](C)V IH
[e](C)(e|es|ed|er|ing|o|us|ian|ial)_ IY
_C*[e]_ IY
V.*[e](_|s_) 
V.*[e](ly|less|ful|ness|ment)_ 
_C*V+C+[e](work|fire|land|man|men|time|side|light|song|bell|star|town|house|tree|ball|wood|well|bird|ward|line|wing|berry) 
[e] EH
[ff] F
[f] F
[gg] G
[gh]_ 
_[gh] G
V[gh](t|_|s|ed|ing) 
[gh] G
_[gn] N
[gn](_|s_|ed_|ing_) N
[gue](_|s_) G
_[gu](e|i|a) G
[gu](ess|ard|ide|ilt|itar) G
n[g](_|s_|ed_|ing_|le|y_) 
[ge](o|a) JH
_[g](e|i)(t|v|f|r|l|g) G
[g]F JH
[g] G
_[hono] AA N AH
_[hour] AW ER
_[heir] EH R
[h]_ 
C[h]_ 
[h] HH
_[i]_ AY
[igh] AY
[ign](_|s_|ed_) AY N
[ier]_ IY ER
[ies]_ IY Z
_C+[ie](_|s_|d_) AY
[ied]_ IY D
[iest]_ IY AH S T
[ie](w) Y
[ie](t) AY AH
[ie] IY
[iou](s) IY AH
[ious]_ IY AH S
[ir](e|ed|es|ing)_ AY ER
[ire] AY ER
[irr] IH R
[ir]V IH R
[ir] ER
[ind](_|s_|ed_|ing_|er_) AY N D
[ild](_) AY L D
w[ind](_|s_|y) IH N D
[ique] IY K
[ign]V IH G N
_C*[i](a|o|e)(_|s_|n|r|l) AY
[i](a|o|u) IY
[ing](_|s_|ly_|ed_|er_|ers_|ing_|th) IH NG
[in](g|k) IH NG
[ine]_ AY N
[ite](_|s_|d_) AY T
[ive]_ IH V
[ice]_ AY S
[i](C|th|ch)(e|es|ed|er|ers|ing|y|le|les)_ AY
[i]_ IY
[i] IH
[j] JH
_[kn] N
[kh] K
[kk] K
[k] K
(o|a)[l]k 
(ou)[l]d 
V.*C[le](_|s_|d_) AH L
[ll] L
[l] L
_[mc] M AH K
[mm] M
[mn]_ M
[m] M
[ng](_|s_|ed_|ing_|er_|ers_|y_) NG
[ngth] NG K TH
[ng](le|V) NG G
[nk] NG K
[nx] NG K S
[nn] N
[n] N
_[o]_ OW
_[oh]_ OW
_[one] W AH N
[ough]t AO
th[ough] OW
thr[ough] UW
d[ough] OW
[ough](_|s_) AH F
[oul]d UH
[our]_ AW ER
_(f|p|c|m)[our](C|_|s_) AO R
[our] AO R
[ous]_ AH S
[ous](ly|ness)_ AH S
[ound] AW N D
[oun] AW N
[ou](t|d|s|th|ch|se|r) AW
[oup] UW P
(y)[ou](_|ll|ve) UW
t[ou]ch AH
[ou](ble|ntry|ple) AH
[ou] AW
[ook] UH K
f[oo]t UH
(g|w|st|h)[oo]d UH
[oor] AO R
[oo] UW
[oa](r) AO
[oa] OW
[oes]_ OW Z
[oe](_|d_) OW
[oi] OY
[oy] OY
[ow](n|s|ed|er|l|d|el|by)_ AW
(l|n|r|sh|gl|bl|fl|gr|sn|kn|thr)[ow](_|s_|n_|ing_|y_|ed_|er_) OW
V.*C[ow](_|s_) OW
_(b|c|h|n|v|w|pl)[ow](_|s_) AW
[ow](man|boy) OW
[ow] OW
[old](_|s_|er_|en_|est_|ing_) OW L D
[olk] OW K
[oll](_|s_|ed_|ing_) OW L
[olt] OW L T
[ost](_|s_|ly_) OW S T
w[or](d|k|l|m|s|th) ER
V.*C[or](_|s_) ER
[ore](_|s_|d_) AO R
[orr] AA R
[or] AO R
[o](th)(er|ers) AH
[on](day|th|k|ey) AH N
s[on](_|s_|g) AO N
[ong] AO NG
l[ove] AH V
(d|gl|ab)[ove] AH V
c[ome] AH M
s[ome] AH M
[om](_|s_) AH M
V.*C[on](_|s_|ed_) AH N
V.*C[ol](_|s_) AH L
V.*C[om](_|s_) AH M
V.*C[op](_|s_) AH P
V.*C[ot](_|s_) AH T
[oss] AO S
[off] AO F
[oth] AO TH
[o](C|th|ch)(e|es|ed|er|ers|ing|y|le)_ OW
[o](C)(V)_ OW
_C*[o](_|s_) OW
[o]_ OW
[o](V) OW
_(c)[o](m|n)C AH
[o] AA
[ph] F
_[ps] S
_[pn] N
[pp] P
[p] P
[que]_ K
[qu] K W
[q] K
_[rh] R
[rr] R
[re]_ ER
[r] R
[sch]_ SH
[sh] SH
[ssion] SH AH N
V[sion] ZH AH N
[sion] SH AH N
[ssu](r|e) SH
V[s]ure ZH
_[sure] SH UH R
[sc]i(e|en) S
[ss] S
[st](le|en)_ S
V[s](e|es|ed|ing|er|y)_ Z
V[s]m Z
V[s]V Z
(b|d|g|l|m|n|r|v|w|y|e|ng|a|i|o|u)[s]_ Z
[s] S
[tion] SH AH N
[tious] SH AH S
[tial] SH AH L
[tia] SH AH
[ture](_|s_|d_) CH ER
[tu](al|ous) CH UW
[tt] T
_[th](e|is|at|an|y|us|ere|ose|ough|em|en|eir|ou|ee|ine|en)_ DH
_[the](n|se|y|re|ir|m)_ DH EH
V[th](er|ers|e|es|ed|ing|ern)_ DH
[th](m_|s_) DH
[th] TH
_[tw]o T
[t] T
_[un] AH N
_[uni] Y UW N AH
_[u](C)(V) Y UW
[ull](_|s_|ed_|y_) UH L
[ush](_|es_|ed_) UH SH
[ui](t|c|se|n_) UW
[uy] AY
g[u](e|i) 
q[u] W
[ue](_|s_|d_) UW
[urr] ER
[ure]_ Y UH R
[ur]V UH R
[ur] ER
(r|l|j|s|ch|th|t|d|n)[u](C|th)(e|es|ed|er|ing|y|o|a|i)(_|C) UW
[u](C|th)(e|es|ed|er|ing|y)_ Y UW
(b|c|f|h|m|p|v)[u](C)(V) Y UW
V.*C[um](_|s_) AH M
V.*C[us](_) AH S
[u]_ UW
[u](a|o) UW
[u] AH
[vv] V
[v] V
_[wr] R
_[who] HH UW
_[wh] W
[wh] W
[w](_|s_|ed_) 
[w] W
_[x] Z
[x] K S
_C+[y]_ AY
_[y]V Y
_C*[y](C|th)(e|es|ed|er|ing)_ AY
_C+[y](r|l|p|d) AY
[ye](_|s_|d_) AY
[y]_ IY
[ying]_ IY IH NG
[yr]V IH R
[yr] ER
V[y]V Y
[y] IH
[zz] Z
[z] Z
`;
