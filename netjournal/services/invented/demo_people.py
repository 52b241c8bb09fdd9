"""The invented people of the demo journal: who they are, what they do, where they live.

Nobody here exists: names are put together from common ones, organisations are made up, and mail
addresses and numbers come from ranges that are reserved for examples and drama.
"""

from __future__ import annotations

from dataclasses import dataclass

from netjournal.folding import fold
from netjournal.services.people.names import Parts, compose

# given; family; title; organisation; city; field; Latin spelling when the name is in another script
# (":" before a full name says how it is written when that is not given and family name)
_LINES = """
Amara;Diallo;Data engineer;Lumenta;Berlin;data
Henrik;Bøgelund;Workshop lead;Tidewater Tools;Copenhagen;craft
Nadia;Farouk;Community organiser;Open Attic;Berlin;civic
Łukasz;Wiśniewski;Embedded developer;Brzoza Instruments;Wrocław;hardware
Ikram;Bensalem;Physiotherapist;Praxis am Kanal;Berlin;health
Silvia;Moretti;Illustrator;;Bologna;design
Tobias;Lindqvist;Backend developer;Fjordlight;Stockholm;software
Zeynep;Aydın;Product manager;Paperkite;Istanbul;software
Mateus;Carvalho;Science journalist;Folha Aberta;Lisbon;media
Roisin;Gallagher;Firmware engineer;;Galway;hardware
Anneke;van der Velde;Librarian;Stadsbibliotheek Noord;Utrecht;education
Björn;Halvorsen;Choir conductor;Nordlys Choir;Berlin;music
Chloé;Lefèvre;UX researcher;Atelier Bleu;Lyon;design
Daniel;Okonkwo;Staff engineer;Lumenta;London;software
Elif;Demir;Teacher;Gesamtschule Süd;Berlin;education
Fatou;Ndiaye;Solar installer;Teranga Soleil;Dakar;climate
Gábor;Kovács;Database administrator;Duna Systems;Budapest;data;:Kovács Gábor
Hana;Nováková;Statistician;Vltava Health;Prague;data
Isabel;Núñez Ortega;Data reporter;El Faro Libre;Seville;media
Jonas;Petrauskas;Security engineer;Amberlock;Vilnius;software
Katarzyna;Zielińska;Lawyer;Kancelaria Zielińska;Kraków;law
Lars;Sørensen;Baker;Surdej & Søn;Aarhus;food
Mei;Tanaka;Professor;Kamo University;Kyoto;education
Noor;Haddad;Nurse;Westend Clinic;Berlin;health
Owen;Prydderch;Open-source maintainer;;Cardiff;software
Paula;Steinbrecher;Engineering manager;Paperkite;Berlin;software
Quentin;Delacroix;Luthier;;Mirecourt;craft
Rania;Mansour;Pharmacist;Cedar Pharmacy;Beirut;health
Sebastián;Rojas;Founder;Andes Aire;Valparaíso;climate
Thandiwe;Mokoena;City planner;eThekwini Streets;Durban;civic
Ulrike;Brandt;Accountant;Brandt & Kollegen;Berlin;finance
Viktória;Szabóová;Game designer;Lumpentown;Bratislava;design
Wanjiru;Kamau;Mobile developer;Jacaranda Labs;Nairobi;software
Ximena;Paredes;Soil scientist;Andes Aire;Quito;climate
Yusuf;Rahman;DevOps engineer;Lumenta;Berlin;software
Zofia;Maj;Translator;;Gdańsk;media
Alistair;Muir;Volunteer coordinator;Code for Good;Edinburgh;civic
Bianca;Popescu;QA engineer;Carpatia Soft;Cluj;software
Caoimhe;Ó Súilleabháin;Harpist;;Dublin;music
Dávid;Nagy;Physics teacher;Petőfi Gimnázium;Szeged;education
Emeka;Eze;Meetup host;Rust & Rye Meetup;Berlin;software
Freya;Jónsdóttir;Geologist;Hekla Survey;Reykjavík;climate
Giulia;Ferrara;Pastry chef;Dolce Vento;Palermo;food
Hugo;Marchetti;Investor;Quiet Capital;Geneva;finance
Inés;Castaño;Midwife;Casa Luna;Medellín;health
Jakob;Winkler;Carpenter;Holz & Form;Berlin;craft
Keisha;Brown;Career coach;Second Bloom;Bristol;civic
Leila;Hosseini;Machine-learning engineer;Nightingale Imaging;Toronto;data
Marek;Dvořák;Organ builder;Dvořák a syn;Brno;craft
Nina;Schäfer;Product designer;Paperkite;Berlin;design
Oluwaseun;Adeyemi;Cloud architect;Harmattan;Lagos;software
Pilar;Ibáñez;Museum curator;Museo del Agua;Valencia;civic
Raúl;Montoya;Recruiter;Northwind Talent;Madrid;finance
Saoirse;Byrne;Writer;;Cork;media
Tiago;Figueiredo;Marine biologist;Azul Institute;Horta;climate
Uma;Krishnan;CTO;Fieldwave;Berlin;hardware
Valentina;Giordano;Radio host;Onda Lenta;Turin;media
Wout;Janssens;Robotics engineer;Klein & Groot;Ghent;hardware
Yara;Al-Masri;Civil engineer;Jasmine Bridges;Amman;civic
Zsófia;Horváth;Violinist;Duna Quartet;Budapest;music;:Horváth Zsófia
Agnès;Roussel;Notary;;Nantes;law
Bilal;Chaudhry;Paramedic;;Leeds;health
Clara;Nyström;Climate analyst;Fjordlight;Gothenburg;climate
Dimitra;Pavlou;Architect;Studio Aspro;Athens;design
Esteban;Quispe;Potter;;Cusco;craft
Fiona;MacAskill;Head of people;Harbourline;Glasgow;finance
Grzegorz;Brzęczyszczyk;Radio amateur;;Łódź;hardware
Hyejin;Park;Interaction designer;Dalbit;Seoul;design
Ivana;Marković;Journalist;Dunavski List;Novi Sad;media
Jasper;Whitlock;Recruiter;Harbourline;Manchester;finance
Kwame;Asante;Agronomist;Volta Seeds;Kumasi;food
Linnea;Åström;Bird ringer;Öland Station;Kalmar;climate
Mariam;Khalil;Policy adviser;City of Berlin;Berlin;civic
Hạnh;Nguyễn;Frontend developer;Sen Vàng;Đà Nẵng;software;:Nguyễn Thị Hạnh
Oscar;Benítez;Paella cook and sysadmin;;Valencia;food
Petra;Vogelsang;Orchestra manager;Kiezphilharmonie;Berlin;music
Rosalind;Achterberg;Mathematician;Institute of Small Numbers;Delft;education
Stefan;Radulescu;Test engineer;Carpatia Soft;Iași;software
Tamar;Gelashvili;Winemaker;Kakheti Amphora;Tbilisi;food
Ulla;Korhonen;Sauna builder;;Tampere;craft
Vincent;Oduya;Photographer;;Kisumu;media
Wiebke;Hansen;Grid engineer;Nordstrom Netz;Flensburg;climate
Yolanda;Cruz;Immigration lawyer;Puente Legal;San Antonio;law
Aleksander;Tamm;Compiler engineer;Hiiumaa Software;Tallinn;software
Beatriz;Sampaio;Speech therapist;;Porto;health
Cormac;Devlin;Luthier and barista;;Belfast;food
Delphine;Kasongo;Logistics planner;Congo River Lines;Kinshasa;finance
Eszter;Balogh;Puppeteer;;Pécs;music;:Balogh Eszter
Frank;Osei-Bonsu;Bus driver and poet;;Berlin;media
Greta;Oberhuber;Mountain guide;;Innsbruck;craft
Hamza;El Idrissi;Electrician;;Rabat;craft
Ida;Rasmussen;Kindergarten teacher;;Odense;education
Joana;Tavares;Cyber-security analyst;Amberlock;Braga;software
Kofi;Mensimah;Music producer;;Accra;music
Lotte;de Graaf;Cargo-bike mechanic;Fietsgilde;Rotterdam;craft
Milica;Jovanović;Epidemiologist;Sava Institute;Belgrade;data
Nils;Öberg;Bookseller;Halva Sidan;Malmö;media
Orla;Fitzsimons;Headhunter;Northwind Talent;Dublin;finance
Pedro;Almada;Cyclist and actuary;;Faro;finance
Rhys;Bevan;Sheep farmer;;Brecon;food
Sana;Qureshi;Paediatrician;Westend Clinic;Berlin;health
Teodor;Ilić;Bass player;;Zagreb;music
Victoria;Adlershofenwaldsteinbrunnmühlenthalergrabenfeldschwarzenbach;Archivist;;Salzburg;civic
Дмитрий;Соколов;Инженер;Северный Ветер;Almaty;hardware;Dmitri Sokolov
Олена;Шевчук;Вчителька;Школа «Калина»;Lviv;education;Olena Shevchuk
Йорданка;Петрова;Преводач;;Sofia;media;Yordanka Petrova
Георгий;Цагараев;Архитектор;;Vladikavkaz;design;Georgi Tsagaraev
Жанна;Ахметова;Аналитик;Дала Дата;Astana;data;Zhanna Akhmetova
Γιώργος;Παπαδάκης;Μελισσοκόμος;;Chania;food;Giorgos Papadakis
Ελένη;Δημητρίου;Δικηγόρος;Δημητρίου & Συνεργάτες;Thessaloniki;law;Eleni Dimitriou
ليلى;الحسيني;مهندسة برمجيات;نخلة;Amman;software;Layla al-Husseini
عمر;بن يوسف;مصور;;Tunis;media;Omar Ben Youssef
سلمى;العطار;طبيبة;مستشفى الياسمين;Alexandria;health;Salma al-Attar
نرگس;کریمی;پژوهشگر;;Isfahan;data;Narges Karimi
דניאל;לוי;מוזיקאי;;Haifa;music;Daniel Levi
נועה;ברק;מפתחת;גלבוע טק;Tel Aviv;software;Noa Barak
अनन्या;शर्मा;शिक्षिका;सूर्योदय विद्यालय;Jaipur;education;Ananya Sharma
राहुल;जोशी;अभियंता;गंगा ऊर्जा;Pune;climate;Rahul Joshi
তানভীর;হোসেন;সাংবাদিক;;Dhaka;media;Tanvir Hossain
கவிதா;முருகன்;மருத்துவர்;;Chennai;health;Kavitha Murugan
ธนพล;ศรีสุข;นักออกแบบ;;Chiang Mai;design;Thanaphon Srisuk
晴香;山口;デザイナー;青い森工房;Sapporo;design;Haruka Yamaguchi
健太;中村;エンジニア;みずうみ電子;Osaka;hardware;Kenta Nakamura
さくら;森;;;Nara;music;Sakura Mori
伟;李;数据分析师;晨星科技;Chengdu;data;Li Wei
雨桐;王;老师;;Hangzhou;education;Wang Yutong
家豪;陳;記者;;Taipei;media;Chen Chia-hao
민준;김;개발자;달빛소프트;Busan;software;Kim Min-jun
서연;이;작곡가;;Daegu;music;Lee Seo-yeon
ნინო;ბერიძე;ქიმიკოსი;;Batumi;climate;Nino Beridze
Արամ;Սարգսյան;Ճարտարապետ;;Yerevan;design;Aram Sargsyan
ሰላም;ተስፋዬ;Coffee exporter;Sidama Rise;Addis Ababa;food;Selam Tesfaye
Kim;;;;;
Ravi;Menon;Hardware founder;Monsoon Circuits;Kochi;hardware
Astrid;Vinje;Recruiter;Polarlys Talent;Oslo;finance
Brandon;Cole;Talent partner;Northwind Talent;Austin;finance
Cindy;Alvarado;Campus recruiter;Harbourline;Denver;finance
Dominik;Pfeiffer;Sales director;Cloudspitze;Munich;finance
Evan;Strickland;Growth hacker;;Boston;media
Florian;Hübner;Consultant;Dreiklang Beratung;Frankfurt;finance
Gwen;Tally;HR business partner;Cloudspitze;London;finance
Harald;Øvrebø;Account executive;Fjordlight;Bergen;finance
Ingrid;Maas;Programme manager;Klein & Groot;Antwerp;finance
Jean-Baptiste;N'Guessan;Consultant;Dreiklang Beratung;Abidjan;finance
Kelly;O'Hanlon;Campus recruiter;Lumenta;Dublin;finance
""".strip().splitlines()

ORGANISATIONS = (
    ("Kiezgarten Community Garden", "Berlin", "civic"),
    ("Rust & Rye Meetup", "Berlin", "software"),
)

# country of a city -> (dialling pattern, E.164 pattern of a range reserved for examples or drama)
_PHONES = {
    "GB": "+44 7700 900{n:03d}",
    "DE": "+49 30 23125 {n:03d}",
    "US": "+1 202-555-01{m:02d}",
    "FR": "+33 1 99 00 {a:02d} {m:02d}",
    "SE": "+46 70 1740 6{m:02d}",
    "IE": "+353 20 910 0{n:03d}",
    "AU": "+61 2 5550 0{n:03d}",
}
_CITIES = {
    "DE": "Berlin Flensburg Frankfurt Munich",
    "GB": "London Cardiff Edinburgh Bristol Leeds Glasgow Manchester Belfast Brecon",
    "US": "Austin Denver Boston Toronto",
    "FR": "Lyon Mirecourt Nantes Geneva Dakar Abidjan Kinshasa Rabat Tunis",
    "SE": "Stockholm Gothenburg Kalmar Malmö Copenhagen Aarhus Odense Oslo Bergen Tampere",
    "IE": "Dublin Cork Galway",
}
_COUNTRY = {city: code for code, cities in _CITIES.items() for city in cities.split()}


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person: names as written, what they do, where; ``handle`` is Latin."""

    full_name: str
    given: str
    family: str
    title: str
    organisation: str
    city: str
    field: str
    latin: str
    kind: str = "person"

    @property
    def handle(self) -> str:
        """Return the Latin name as it stands in a mail address or link: ``jane.doe``."""
        words = "".join(c if c.isascii() and c.isalnum() else " " for c in fold(self.latin))
        return ".".join(words.split())[:40] or "someone"

    @property
    def domain(self) -> str:
        """Return the reserved domain of the organisation, or of a mail provider."""
        words = "".join(c for c in fold(self.organisation) if c.isascii() and c.isalnum())
        return f"{words}.example" if words else "example.com"

    def phone(self, number: int) -> str:
        """Return a telephone number nobody has; ``number`` tells people apart."""
        pattern = _PHONES[_COUNTRY.get(self.city, "GB")]
        return pattern.format(n=number % 1000, m=number % 100, a=number // 100 % 100)


def _person(line: str) -> Invented:
    given, family, title, organisation, city, area, *more = line.split(";")
    latin = more[0] if more else ""
    if latin.startswith(":"):
        full_name, latin = latin[1:], ""
    else:
        full_name = compose(Parts(given_name=given, family_name=family))
    return Invented(full_name, given, family, title, organisation, city, area, latin or full_name)


def people() -> list[Invented]:
    """Return everyone, always in the same order; organisations last."""
    persons = [_person(line) for line in _LINES]
    return persons + [
        Invented(name, "", "", "", "", city, area, name, "organisation")
        for name, city, area in ORGANISATIONS
    ]
