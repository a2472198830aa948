"""The patterns of time expressions.

In patterns "@name" stands for an alternation of a table's forms, and a blank for white space that
may hold one line break.
"""

from __future__ import annotations

DIGITS = "#"  # the key of rules that begin with a digit

BC = r"(?:BCE?\b|B\.C\.(?:E\.)?)"
AD = r"(?:AD\b|CE\b|A\.D\.)"
REFERRED = r"(?:the )?(?:last|this|next|that(?: same)?|same|following|previous|preceding)"

# name, words that can begin it ("@table" for its forms), pattern
RULES: tuple[tuple[str, str, str], ...] = (
    ("iso", DIGITS, r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    ("slashed", DIGITS, r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])"),
    ("dotted", DIGITS, r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\d)"),
    (
        "month_day",
        "@weekday @month early late the morning afternoon evening night",
        r"(?:(?:the )?(?:early )?(?P<dp>morning|afternoon|evening|night) of )?"
        r"(?:(?P<wd>@weekday)(?:,| \(?)? ?)?(?:(?:early|late) )?(?P<month>@month) "
        r"(?P<d>(?:the )?\d{1,2}@suffix|@ordinal(?= ?[,.;)\n]| (?:\d{4}|and|in|at)\b|$))"
        r"(?:(?: ?[-–—/] ?|,? (?:to|and|through) )(?P<d2>\d{1,2})@suffix(?! @month))?(?![\w%]|[.,:]\d)"
        rf"(?:,? (?P<bc>\d{{1,4}}) {BC}|,? (?P<y>\d{{4}})(?![\w-]|[.,]\d)"
        rf"|,? (?:of )?(?P<yrel>{REFERRED}) year\b)?",
    ),
    (
        "day_month",
        f"{DIGITS} @weekday @ordinal the morning afternoon evening night",
        r"(?:(?:the )?(?:early )?(?P<dp>morning|afternoon|evening|night) of )?"
        r"(?:(?P<wd>@weekday),? )?(?:the )?(?P<d>\d{1,2}@suffix|@ordinal)"
        r"(?:(?: ?[-–—/] ?|,? (?:to|and|through) )(?P<d2>\d{1,2})@suffix)?(?: of)? (?P<month>@month)\b"
        rf"(?:,? (?P<bc>\d{{1,4}}) {BC}|,? (?P<y>\d{{4}})(?![\w-]|[.,]\d)"
        rf"|,? (?:of )?(?P<yrel>{REFERRED}) year\b)?",
    ),
    (
        "day_of_month",
        "the",
        r"the (?P<d>\d{1,2}(?:st|nd|rd|th))(?=[^\S\n]*(?:[.,;:)”\"]|$)| (?:and|but|to|when|the)\b)",
    ),
    (
        "month",
        "@month last next this early late mid the each every",
        r"(?:(?:the )?(?P<part>early|late|mid)(?: in |[ -]))?(?:(?P<every>each|every) |"
        r"(?P<rel>last|next|this(?: past| coming)?|the (?:following|previous|next|preceding|same)) )?"
        r"(?P<month>@month)(?!\w|[’']\w\w|-(?!@month)\w)"
        rf"(?:,? (?:of )?(?P<bc>\d{{1,4}}) {BC}|,? (?:of )?(?P<y>\d{{4}})(?!\w)"
        rf"|,? (?P<spoken>@spokenyear)\b| (?:of )?(?P<yrel>{REFERRED}) year\b)?",
    ),
    (
        "edge",
        "the end beginning start middle close",
        r"(?:the )?(?P<part>end|beginning|start|middle|close) of "
        r"(?:(?:(?P<rel>the|this|next|last|that|the same|the following|the previous) "
        r"(?:full |current |fiscal )?(?P<unit>@unit))"
        r"|(?:(?P<month>@month)(?:,? (?P<my>\d{4}))?)|(?P<y>\d{4}))(?!\w)",
    ),
    ("year_end", "the year", r"(?:the )?year(?:[ -]|[’']s )end\b(?! of)"),
    (
        "weekdays",
        "every each @weekdays",
        r"(?:(?:every|each)(?: other)? (?P<wd>@weekdayname)|(?P<pl>@weekdays))(?: (?P<dp>@daypart))?\b",
    ),
    (
        "weekday",
        "@weekday last next this the early late earlier later",
        r"(?:(?:the )?(?P<rel>last|next|this(?: past| coming)?|previous|following|coming) )?"
        r"(?:(?:early|late|earlier|later)(?: on)? )?(?P<wd>@weekdayname)(?!\w|[’'][a-rt-z])"
        r"(?:,? (?P<dp>@daypart)\b)?(?: (?:of )?(?P<week>last|next|this) week)?",
    ),
    (
        "clock",
        f"{DIGITS} noon midnight",
        r"(?:(?P<h>\d{1,2})(?:[:.](?P<min>[0-5]\d))?(?: ?(?P<ap>[ap])\.?m\b\.?)|"
        r"(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)"
        r"|(?P<h3>[01]\d|2[0-3])(?P<min3>[0-5]\d) (?=hours|hrs|GMT|UTC)"
        r"|(?P<h4>\d{1,2}) o[’']clock|(?P<noon>noon|midnight))"
        r"(?:,? (?:\((?-i:[A-Z]{2,4})\)|(?-i:[A-Z]{2,4}(?![\w.]))|hours|hrs|local time))?"
        r"(?: in the (?P<dp>morning|afternoon|evening)\b)?"
        r"(?:,? (?:on )?(?:(?P<wd>@weekdayname)\b(?! ?,? @month)|(?P<word>today|yesterday|tomorrow)\b"
        r"|(?:@weekday,? )?(?P<month>@month) (?P<d>\d{1,2}@suffix)(?!\w)(?:,? (?P<y>\d{4}))?"
        r"|(?P<d_>\d{1,2}@suffix) (?P<month_>@month)(?:,? (?P<y_>\d{4}))?"
        r"|the (?P<nth>\d{1,2}(?:st|nd|rd|th))\b))?",
    ),
    (
        "word",
        "@word early earlier late later sometime",
        r"(?:(?:early|earlier|late|later|sometime) )?(?P<word>@word)(?!-?\w)(?: (?P<dp>@daypart)\b)?",
    ),
    (
        "daypart",
        "the mid early late",
        r"(?:the )?(?:(?:mid|early|late)[ -])?(?P<dp>morning|afternoon|evening|night)\b"
        r"(?: (?P<word>today|yesterday|tomorrow)\b)?",
    ),
    ("in_the_day", "earlier later", r"(?:earlier|later) in the day\b"),
    (
        "unit",
        "early earlier late later mid this last next sometime",
        r"(?:(?P<part>earlier|later|early|late|mid|sometime)(?: in |[ -]))?(?P<rel>this|last|next) "
        r"(?:(?P<mod>past|coming) )?(?P<unit>@unit|@season)(?!\w)",
    ),
    (
        "narrative",
        "the that earlier later early late mid",
        r"(?:(?P<part>earlier|later|early|late|mid)(?: in |[ -]))?(?P<rel>the "
        r"(?:previous|preceding|prior|next|very next|following|coming|same|ensuing)"
        r"|that(?: same| very)?) (?P<unit>@unit|@daypart|@season)(?!\w)",
    ),
    (
        "day_before",
        "the a an",
        r"(?:the|an?) (?P<unit>@unit)(?: or so)? (?P<way>before|after|earlier|later|ago|from now)"
        r"(?=[^\S\n]*(?:[.,;:)”\"\n—–]|$)|(?<=earlier)|(?<=later)|(?<=ago)|(?<=now))",
    ),
    ("weekend", "the", r"the weekend\b"),
    (
        "ago",
        "@number @approximator",
        r"(?:@approximator )?(?P<n>@number)[ -](?P<unit>@unit)(?P<half> and a half)?(?: or so)? "
        r"(?P<way>ago|earlier|later|hence|from now|from today"
        r"|(?:before|after)(?=[^\S\n]*(?:[.,;:)”\"\n]|$)))\b"
        r"(?: (?P<exact>today)\b)?",
    ),
    ("ahead", "in", r"in (?P<n>@number) (?P<unit>@unit)(?P<time>[’']s? time)?(?![\w-])"),
    (
        "per",
        "a an per each every",
        r"(?:(?P<every>an?|per|each|every(?: (?:other|(?P<n>@number)))?)) (?P<unit>@unit)\b",
    ),
    (
        "duration",
        "@number @approximator the first last past next recent coming another an final previous following",
        r"(?:@approximator (?=@number))?(?:(?:the |another |an )?(?:@sequence )?)?"
        r"(?P<n>@number)(?: (?:to|or) @number|[ -]and[ -]a[ -](?P<half>half))?"
        r"[ -](?:more |additional |full |consecutive |straight |trading |working |calendar |long |short )?"
        r"(?P<unit>@unit)(?P<half_> and a half)?(?: or so)?(?!-?\w|-old| olds?\b| of age)",
    ),
    ("half", "half a an the", r"(?:half an? |(?:an? |the )?half[ -])(?P<unit>@unit)(?!\w)"),
    (
        "vague",
        "for over in within the past future decades years months weeks days hours minutes centuries",
        r"(?:(?P<prep>for|over|in|within) )?(?P<the>the )?"
        r"(?P<which>(?:@sequence|early|closing|past|future) )?"
        r"(?P<unit>@units)(?: (?:or|and) @units)?"
        r"(?P<after> (?:ahead|ago|earlier|later|(?:before|afterwards?)(?= ?[.,;:)]))\b)?\b",
    ),
    ("past_unit", "the", r"the (?:last|past|next|coming) (?P<unit>@unit)(?: or so)?\b"),
    ("extra_unit", "another an", r"(?:another|an additional) (?P<unit>@unit)\b"),
    (
        "quarter",
        "@ordinal the fiscal this last next its their latest " + DIGITS,
        r"(?:the )?(?:(?P<rel>this|last|next|year-ago|year-earlier|same|comparable|corresponding)"
        r"(?P<poss> year[’']s)? )?"
        r"(?:(?P<y0>\d{4})(?:[’']s)? )?(?:fiscal[ -])?(?P<q>@ordinal|last|final)[ -](?P<kind>quarter|half)"
        r"(?! of (?:the )?[a-z]|-?\w)(?:,? (?:of |in )?(?:fiscal )?(?P<y>\d{4}|[’']\d\d)(?!\w)|"
        rf" (?:of )?(?P<yrel>{REFERRED}) year\b)?",
    ),
    ("q", "q1 q2 q3 q4 h1 h2", r"(?P<kind>[QH])(?P<q>[1-4])(?:,? (?:of )?(?P<y>\d{4})(?!\w))?(?!\w)"),
    (
        "period",
        "the that year this same early earlier late later",
        r"(?:(?P<part>early|earlier|late|later) in )?"
        r"(?:(?:(?:the|that|this) )?(?:(?:comparable|corresponding|same|full) )?"
        r"(?P<ago>year-ago|year-earlier)(?: (?P<noun>quarter|period|half|month|week|year))?"
        r"|(?P<det>the|that|this) "
        r"(?:(?P<which>latest|current|full|fiscal|whole|entire|most recent|\d{4}) ){0,2}"
        r"(?P<noun2>quarter|half|year|month|week|period))(?!\w)(?P<ago2> a year (?:ago|earlier))?",
    ),
    (
        "season",
        "@season last next this the early late mid in",
        r"(?:(?:the )?(?P<part>early|late|mid)(?: in |[ -]))?(?P<det>(?:in )?the |in )?"
        r"(?:(?P<part2>early|late|mid)[ -])?(?P<season>@season)"
        rf"(?!-?\w)(?:,? (?:of )?(?P<bc>\d{{1,4}}) {BC}"
        r"|,? (?:of )?(?:AD )?(?P<y>\d{4})(?:[-–/]\d\d(?:\d\d)?)?(?!\w)"
        rf"|,? (?:of )?(?P<spoken>@spokenyear)|,? (?:of )?(?P<yrel>{REFERRED}) year\b)?",
    ),
    (
        "year",
        f"{DIGITS} early late mid fiscal the",
        r"(?:(?P<part>early|late|mid)(?: in |[ -]))?(?:the year )?(?P<fiscal>fiscal )?"
        r"(?P<y>1[0-9]\d\d|20\d\d)(?![\w%]|[.,:]\d|/(?!(?:\d\d|\d{4})(?![\d/]))|-(?!\d)[\w])",
    ),
    ("year_tail", DIGITS, r"(?P<y2>\d\d)(?![\w%]|[.,:/–-]\d|-\w)"),
    (
        "spoken_year",
        "eighteen nineteen twenty the",
        r"(?:the year )?(?P<spoken>@spokenyear)(?! @unit)(?!-?\w)",
    ),
    (
        "era",
        f"{DIGITS} ad c circa",
        rf"(?:(?:c\. ?|circa ))?(?:(?P<bc>\d{{1,4}})(?=(?: ?[-–—] ?| (?:to|and|until|or) )\d{{1,4}} ?{BC})"
        rf"|(?P<bc2>\d{{1,4}}) ?{BC}|(?P<ad>\d{{1,4}}) {AD}|AD (?P<ad2>\d{{1,4}}))(?!\w)",
    ),
    (
        "decade",
        f"{DIGITS} the early late mid ’ '",
        r"(?:the )?(?:(?P<part>early|late|mid)(?: |-))?(?:the )?(?:(?P<c>1[0-9]|20)|[’'])"
        r"(?P<d>\d)0[’']?s(?!\w)",
    ),
    (
        "decade_word",
        "the early late mid",
        r"(?:(?:the )?(?P<part>early|late|mid)[ -])?(?:the )?(?:(?:early|late|mid)[ -])?(?P<tens>@tens)\b",
    ),
    (
        "century",
        f"{DIGITS} @ordinal the early late mid",
        r"(?:the )?(?:(?P<part>early|late|mid)(?: |-))?(?:the )?(?P<n>\d{1,2}(?:st|nd|rd|th)|@ordinal)"
        rf"[ -](?:century|centuries)(?: (?P<bc>{BC})| {AD})?(?!\w)",
    ),
    ("feast", "@feast", r"(?P<feast>@feast)(?![-\w])(?:,? (?P<y>\d{4}))?"),
    (
        "anniversary",
        f"the {DIGITS} @ordinal",
        r"(?:the )?(?P<n>@ordinal|\d{1,3}(?:st|nd|rd|th))[ -](?:year )?anniversary of "
        r"(?:(?:the|its|their|his|her|[\w.]+[’']s) )?(?P<event>\w+)",
    ),
)  # fmt: skip
