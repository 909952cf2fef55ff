"""What the people or the government of a country is called in English: "Dutch", "Spaniard", "British"."""

from __future__ import annotations

from functools import cache
from typing import Final

# Code: adjectives and, where they differ, the word for a person. CLDR has none of these.
_SAID: Final = """
AFG afghan | AGO angolan | ALB albanian | AND andorran | ARE emirati | ARG argentine argentinian argentinean
ARM armenian | AUS australian | AUT austrian | AZE azerbaijani azeri | BDI burundian | BEL belgian | BEN beninese
BFA burkinabe | BGD bangladeshi | BGR bulgarian | BHR bahraini | BHS bahamian | BIH bosnian | BLR belarusian
BLZ belizean | BOL bolivian | BRA brazilian | BRB barbadian | BRN bruneian | BTN bhutanese | BWA botswanan motswana
CAN canadian | CHE swiss | CHL chilean | CHN chinese | CIV ivorian | CMR cameroonian | COL colombian | CRI costarican
CUB cuban | CYP cypriot | CZE czech | DEU german | DJI djiboutian | DNK danish dane | DOM dominican | DZA algerian
ECU ecuadorian ecuadorean | EGY egyptian | ERI eritrean | ESP spanish spaniard | EST estonian | ETH ethiopian
FIN finnish finn | FJI fijian | FRA french | GAB gabonese | GBR british briton english scottish welsh | GEO georgian
GHA ghanaian | GMB gambian | GRC greek hellenic | GTM guatemalan | GUY guyanese | HKG hongkonger | HND honduran
HRV croatian croat | HTI haitian | HUN hungarian magyar | IDN indonesian | IND indian | IRL irish | IRN iranian persian
IRQ iraqi | ISL icelandic icelander | ISR israeli | ITA italian | JAM jamaican | JOR jordanian | JPN japanese
KAZ kazakh kazakhstani | KEN kenyan | KGZ kyrgyz | KHM cambodian khmer | KOR korean southkorean | KWT kuwaiti
LAO lao laotian
LBN lebanese | LBR liberian | LBY libyan | LKA srilankan | LSO basotho mosotho | LTU lithuanian | LUX luxembourgish
LVA latvian | MAC macanese | MAR moroccan | MCO monegasque | MDA moldovan | MDG malagasy madagascan | MDV maldivian
MEX mexican | MKD macedonian | MLI malian | MLT maltese | MMR burmese | MNE montenegrin | MNG mongolian | MOZ mozambican
MRT mauritanian | MUS mauritian | MWI malawian | MYS malaysian | NAM namibian | NER nigerien | NGA nigerian
NIC nicaraguan | NLD dutch | NOR norwegian | NPL nepali nepalese | NZL newzealander kiwi | OMN omani | PAK pakistani
PAN panamanian | PER peruvian | PHL filipino philippine | PNG papuan | POL polish pole | PRK northkorean
PRT portuguese | PRY paraguayan | PSE palestinian | QAT qatari | ROU romanian | RUS russian | RWA rwandan
SAU saudi | SDN sudanese | SEN senegalese | SGP singaporean | SLE sierraleonean | SLV salvadoran | SOM somali
SRB serbian serb | SUR surinamese | SVK slovak | SVN slovenian slovene | SWE swedish swede | SYR syrian | TCD chadian
TGO togolese | THA thai | TJK tajik | TKM turkmen | TTO trinidadian | TUN tunisian | TUR turkish turk | TWN taiwanese
TZA tanzanian | UGA ugandan | UKR ukrainian | URY uruguayan | USA american | UZB uzbek | VEN venezuelan | VNM vietnamese
VUT nivanuatu | WSM samoan | XKX kosovar kosovan | YEM yemeni | ZAF southafrican | ZMB zambian | ZWE zimbabwean
"""


@cache
def adjectives() -> dict[str, str]:
    """Adjective in small letters, without spaces → ISO 3166-1 alpha-3 code."""
    entries = (entry.split() for line in _SAID.split("\n") for entry in line.split(" | "))
    return {word: entry[0] for entry in entries if entry for word in entry[1:]}
