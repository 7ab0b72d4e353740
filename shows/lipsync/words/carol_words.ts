/** Words of carols that the CMU dictionary lacks or says otherwise: data only. @module */

/** A word and its phones on each line; sung Latin and German as choirs and families sing them. */
export const CAROL_WORDS = `
fa F AA1
falala F AA L AA L AA1
pum P AH1 M
parum P AH R AH1 M
rumpumpum R AH1 M P AH1 M P AH1 M
o OW1
o'er AO1 R
e'er EH1 R
'neath N IY1 TH
heav'n HH EH1 V N
heav'ns HH EH1 V N Z
heav'nly HH EH1 V N L IY
giv'n G IH1 V N
ris'n R IH1 Z N
driv'n D R IH1 V N
ev'n IY1 V N
ev'ry EH1 V R IY
ev'rywhere EH1 V R IY W EH R
wond'ring W AH1 N D R IH NG
wand'ring W AA1 N D R IH NG
glimm'ring G L IH1 M R IH NG
slumb'ring S L AH1 M B R IH NG
off'rings AO1 F R IH NG Z
gath'ring G AE1 DH R IH NG
flow'r F L AW1 R
pow'r P AW1 R
thro' TH R UW1
tho' DH OW1
whene'er W EH N EH1 R
where'er W EH R EH1 R
howe'er HH AW EH1 R
noel N OW EH1 L
nowell N OW EH1 L
hosanna HH OW Z AE1 N AH
halleluia HH AE L AH L UW1 Y AH
excelsis EH K S CH EH1 L S IH S
deo D EY1 OW
dei D EY1 IY
adeste AA D EH1 S T EY
fideles F IY D EH1 L EY Z
laeti L EY1 T IY
triumphantes T R IY UH M F AA1 N T EY Z
venite V EH N IY1 T EY
adoremus AA D AO R EY1 M UH S
dominum D OW1 M IY N UH M
dominus D OW1 M IY N UH S
natum N AA1 T UH M
videte V IY D EH1 T EY
regem R EH1 JH EH M
angelorum AA N JH EH L AO1 R UH M
gaudete G AW D EY1 T EY
christus K R IH1 S T UH S
feliz F EH L IY1 S
navidad N AA V IY D AA1 D
prospero P R OW1 S P EH R OW
ano AA1 N Y OW
felicidad F EH L IY S IY D AA1 D
stille SH T IH1 L AH
nacht N AA1 K T
heilige HH AY1 L IH G AH
schlaft SH L EH1 F T
einsam AY1 N Z AA M
wacht V AA1 K T
tannenbaum T AA1 N AH N B AW M
baum B AW1 M
blatter B L EH1 T ER
weihnachten V AY1 N AA K T AH N
frohliche F R ER1 L IH K AH
kringle K R IH1 NG G AH L
donder D AA1 N D ER
wassail W AA1 S EY L
wassailing W AA1 S EY L IH NG
figgy F IH1 G IY
swaddling S W AA1 D L IH NG
whee W IY1
mmm M
brr B ER1
shhh SH
lullay L AH1 L EY
lully L UH1 L IY
lullaby L AH1 L AH B AY
syne S AY1 N
toyland T OY1 L AE N D
redeemer R IH D IY1 M ER
caroling K AE1 R AH L IH NG
xmas K R IH1 S M AH S
wenceslas W EH1 N S AH S L AO S
melchior M EH1 L K IY AO R
balthazar B AE1 L TH AH Z AA R
cherubim CH EH1 R AH B IH M
bethl'em B EH1 TH L AH M
bethlem B EH1 TH L AH M
jollily JH AA1 L AH L IY
mele M EH1 L EY
kalikimaka K AA L IY K IY M AA1 K AH
grinchmas G R IH1 N CH M AH S
`;
