"""Short forms of given names: Bob is Robert, Pepe is José. Folded, one group a line."""

from __future__ import annotations

from functools import lru_cache

GROUPS = """
abigail abby gail
albert al bert bertie
alexander alex alec sandy sasha xander lex
alexandra alex sandra sasha alexa
alfred alf alfie fred
alice ali
amanda mandy
andrew andy drew
anthony tony
antonio tony toni
aleksandr sasha alex
barbara barb babs
benjamin ben benny
bernard bernie
bridget biddy bridie
catherine cathy kate cat
charles charlie chuck
charlotte lottie charlie
christine chris tina chrissy
christina chris tina chrissy
christopher chris kit topher
daniel dan danny
david dave davy
deborah debbie deb
dmitri dima mitya
dmitry dima mitya
dominic dom nick
donald don donny
dorothy dot dottie dolly
eduardo edu lalo
edward ed eddie ned ted
ekaterina katya
elizabeth liz lizzie beth betty eliza lisa
emily em emmy
eugene gene
evgeny zhenya
federico fede
fernando nando
florian flo
francesco franco ciccio
francis frank fran
francisco paco pancho fran
franziska franzi
frederick fred freddie
friedrich fritz
gabriel gabe
gabrielle gabby
geoffrey geoff
george georgie
gerald gerry jerry
giuseppe beppe pino
gregory greg
guadalupe lupe
harold harry hal
heinrich heinz
helen nell nelly
henry harry hank hal
ignacio nacho
isabella bella izzy
isabel isa bel
ivan vanya
jacob jake
jacqueline jackie
james jim jimmy jamie
jennifer jen jenny
jesus chuy
johann hans hannes
johannes hans hannes jo
john johnny jack
jonathan jon jonny
jose pepe
joseph joe joey
joshua josh
judith judy
katherine kate kathy katie kat kitty
kathleen kate kathy katie
katarzyna kasia
kenneth ken kenny
kimberly kim
klaus nikolaus
lawrence larry
leonard len lenny leo
leslie les
luis lucho
malgorzata gosia
manuel manolo manu
margaret maggie meg peggy greta marge
margarete grete gretel
maria mari mia
mariya masha
matthew matt matty
matthias matze
maximilian max
melissa mel missy
michael mike mick mickey
michal misiek
mikhail misha
mohammed mo
natalia natasha nata
nicholas nick nicky nico
nikolai kolya
olga olya
pamela pam
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phil pip
raymond ray
rebecca becky becca
reginald reg reggie
richard rick ricky dick rich
robert bob bobby rob robbie bert
ronald ron ronny
rosario charo
samantha sam
samuel sam sammy
santiago santi
sebastian seb basti
sergei seryozha
sergey seryozha
stanislaw staszek stas
stephanie steph
stephen steve
steven steve
susan sue susie
svetlana sveta
tatiana tanya
theodore ted teddy theo
theresa terry tess
thomas tom tommy
timothy tim
tobias tobi
tomasz tomek
valentina valya
veronica vero ronnie
victoria vicky tori
vincent vince vinny
vladimir vova volodya
walter walt wally
wilhelm willi
william bill billy will willy liam
wojciech wojtek
yuri yura
zachary zach
екатерина катя
дмитрии дима митя
александр саша
алексеи леша
владимир вова володя
иван ваня
мария маша
михаил миша
наталья наташа
николаи коля
ольга оля
сергеи сережа
татьяна таня
юрии юра
"""


@lru_cache(maxsize=1)
def _meanings() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(GROUPS.split("\n")):
        for word in line.split():
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def formal(word: str) -> frozenset[int]:
    """Return the names (as numbers) that a folded given name may stand for; often none."""
    return _meanings().get(word, frozenset())


def same(one: str, other: str) -> bool:
    """Say whether two folded given names may be forms of one name.

    Two names of one group both short (Bob and Robbie) count, too.
    """
    mine = formal(one)
    return bool(mine) and not mine.isdisjoint(formal(other))
