// What a server brings itself, as its catalog lists it: pg_type, pg_cast, pg_operator, pg_proc of PostgreSQL 13 to
// 18, and since which major where not since 13. expression_types_test.cpp asks a server about every entry.
#include "impact/server_objects.h"

namespace impact {

// name(arguments>result:volatility, a aggregate, w window, +defaults, ... variadic, @since; * for a set
const std::string_view server_functions = R"(
abbrev(inet>text:i;cidr>text:i
abs(float4>float4:i;float8>float8:i;int8>int8:i;int4>int4:i;int2>int2:i;numeric>numeric:i
aclcontains(aclitem[],aclitem>bool:i acldefault("char",oid>aclitem[]:i aclexplode(aclitem[]>*record:s
aclinsert(aclitem[],aclitem>aclitem[]:i aclremove(aclitem[],aclitem>aclitem[]:i acos(float8>float8:i
acosd(float8>float8:i acosh(float8>float8:i
age(xid>int4:s;timestamptz,timestamptz>interval:i;timestamptz>interval:s;timestamp,timestamp>interval:i
age(timestamp>interval:s amvalidate(oid>bool:v array_agg(anynonarray>anyarray:ia;anyarray>anyarray:ia
array_append(anyarray,anyelement>anyarray:i;anycompatiblearray,anycompatible>anycompatiblearray:i@14
array_cat(anyarray,anyarray>anyarray:i;anycompatiblearray,anycompatiblearray>anycompatiblearray:i@14
array_dims(anyarray>text:i array_fill(anyelement,int4[]>anyarray:i;anyelement,int4[],int4[]>anyarray:i
array_lower(anyarray,int4>int4:i array_ndims(anyarray>int4:i
array_position(anyarray,anyelement>int4:i;anyarray,anyelement,int4>int4:i
array_position(anycompatiblearray,anycompatible>int4:i@14;anycompatiblearray,anycompatible,int4>int4:i@14
array_positions(anyarray,anyelement>int4[]:i;anycompatiblearray,anycompatible>int4[]:i@14
array_prepend(anyelement,anyarray>anyarray:i;anycompatible,anycompatiblearray>anycompatiblearray:i@14
array_remove(anyarray,anyelement>anyarray:i;anycompatiblearray,anycompatible>anycompatiblearray:i@14
array_replace(anyarray,anyelement,anyelement>anyarray:i
array_replace(anycompatiblearray,anycompatible,anycompatible>anycompatiblearray:i@14
array_reverse(anyarray>anyarray:i@18 array_sample(anyarray,int4>anyarray:v@16 array_send(anyarray>bytea:s
array_shuffle(anyarray>anyarray:v@16
array_sort(anyarray>anyarray:i@18;anyarray,bool>anyarray:i@18;anyarray,bool,bool>anyarray:i@18
array_to_json(anyarray>json:s;anyarray,bool>json:s
array_to_string(anyarray,text>text:s;anyarray,text,text>text:s array_to_tsvector(text[]>tsvector:i
array_upper(anyarray,int4>int4:i arraycontained(anyarray,anyarray>bool:i arraycontains(anyarray,anyarray>bool:i
arrayoverlap(anyarray,anyarray>bool:i ascii(text>int4:i asin(float8>float8:i asind(float8>float8:i
asinh(float8>float8:i atan(float8>float8:i atan2(float8,float8>float8:i atan2d(float8,float8>float8:i
atand(float8>float8:i atanh(float8>float8:i
avg(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;numeric>numeric:ia;float4>float8:ia;float8>float8:ia
avg(interval>interval:ia bit(int4,int4>bit:i;bit,int4,bool>bit:i;int8,int4>bit:i
bit_count(bytea>int8:i@14;bit>int8:i@14 bit_length(bytea>int4:i;text>int4:i;bit>int4:i
bool(jsonb>bool:i;int4>bool:i bool_and(bool>bool:ia bool_or(bool>bool:ia bound_box(box,box>box:i
box(point,point>box:i;polygon>box:i;point>box:i;circle>box:i broadcast(inet>inet:i cardinality(anyarray>int4:i
casefold(text>text:i@18 cashlarger(money,money>money:i cashsmaller(money,money>money:i cbrt(float8>float8:i
ceil(float8>float8:i;numeric>numeric:i ceiling(float8>float8:i;numeric>numeric:i
center(box>point:i;circle>point:i char(int4>"char":i;text>"char":i char_length(bpchar>int4:i;text>int4:i
character_length(bpchar>int4:i;text>int4:i chr(int4>text:i
circle(point,float8>circle:i;polygon>circle:i;box>circle:i clock_timestamp(>timestamptz:v
col_description(oid,int4>text:s concat(any>text:s... concat_ws(text,any>text:s...
convert(bytea,name,name>bytea:s convert_from(bytea,name>text:s convert_to(text,name>bytea:s
corr(float8,float8>float8:ia cos(float8>float8:i cosd(float8>float8:i cosh(float8>float8:i cot(float8>float8:i
cotd(float8>float8:i count(any>int8:ia;>int8:ia covar_pop(float8,float8>float8:ia
covar_samp(float8,float8>float8:ia crc32(bytea>int8:i@18 crc32c(bytea>int8:i@18
cume_dist(>float8:iw;any>float8:ia... currtid(oid,tid>tid:v currtid2(text,tid>tid:v currval(regclass>int8:v
cursor_to_xml(refcursor,int4,bool,bool,text>xml:v cursor_to_xmlschema(refcursor,bool,bool,text>xml:v
database_to_xml(bool,bool,text>xml:s database_to_xml_and_xmlschema(bool,bool,text>xml:s
database_to_xmlschema(bool,bool,text>xml:s date(timestamptz>date:s;timestamp>date:i
date_add(timestamptz,interval>timestamptz:s@16;timestamptz,interval,text>timestamptz:i@16
date_bin(interval,timestamp,timestamp>timestamp:i@14;interval,timestamptz,timestamptz>timestamptz:i@14
date_part(text,timestamptz>float8:s;text,interval>float8:i;text,timetz>float8:i;text,date>float8:i
date_part(text,time>float8:i;text,timestamp>float8:i date_send(date>bytea:i
date_subtract(timestamptz,interval>timestamptz:s@16;timestamptz,interval,text>timestamptz:i@16
date_trunc(text,timestamptz>timestamptz:s;text,timestamptz,text>timestamptz:i;text,interval>interval:i
date_trunc(text,timestamp>timestamp:i
datemultirange(>datemultirange:i@14;daterange>datemultirange:i@14;daterange[]>datemultirange:i...@14
daterange(date,date>daterange:i;date,date,text>daterange:i daterange_canonical(daterange>daterange:i
daterange_subdiff(date,date>float8:i datetime_pl(date,time>timestamp:i datetimetz_pl(date,timetz>timestamptz:i
dcbrt(float8>float8:i decode(text,text>bytea:i degrees(float8>float8:i dense_rank(>int8:iw;any>int8:ia...
dexp(float8>float8:i div(numeric,numeric>numeric:i dlog1(float8>float8:i dlog10(float8>float8:i
dpow(float8,float8>float8:i dround(float8>float8:i dsqrt(float8>float8:i dtrunc(float8>float8:i
encode(bytea,text>text:i enum_first(anyenum>anyenum:s enum_last(anyenum>anyenum:s
enum_range(anyenum,anyenum>anyarray:s;anyenum>anyarray:s enum_send(anyenum>bytea:s erf(float8>float8:i@16
erfc(float8>float8:i@16 every(bool>bool:ia exp(float8>float8:i;numeric>numeric:i
extract(text,timestamptz>numeric:s@14;text,interval>numeric:i@14;text,timetz>numeric:i@14
extract(text,date>numeric:i@14;text,time>numeric:i@14;text,timestamp>numeric:i@14 factorial(int8>numeric:i
family(inet>int4:i first_value(anyelement>anyelement:iw
float4(int2>float4:i;float8>float4:i;int4>float4:i;int8>float4:i;numeric>float4:i;jsonb>float4:i
float8(int2>float8:i;float4>float8:i;int4>float8:i;int8>float8:i;numeric>float8:i;jsonb>float8:i
floor(float8>float8:i;numeric>numeric:i flt4_mul_cash(float4,money>money:i flt8_mul_cash(float8,money>money:i
format(text,any>text:s...;text>text:s format_type(oid,int4>text:s gamma(float8>float8:i@18
gcd(int4,int4>int4:i;int8,int8>int8:i;numeric,numeric>numeric:i gen_random_uuid(>uuid:v
generate_series(int4,int4,int4>*int4:i;int4,int4>*int4:i;int8,int8,int8>*int8:i;int8,int8>*int8:i
generate_series(numeric,numeric,numeric>*numeric:i;numeric,numeric>*numeric:i
generate_series(timestamp,timestamp,interval>*timestamp:i;timestamptz,timestamptz,interval>*timestamptz:s
generate_series(timestamptz,timestamptz,interval,text>*timestamptz:i@16
generate_subscripts(anyarray,int4,bool>*int4:i;anyarray,int4>*int4:i get_bit(bytea,int8>int4:i;bit,int4>int4:i
get_byte(bytea,int4>int4:i get_current_ts_config(>regconfig:s getpgusername(>name:s height(box>float8:i
host(inet>text:i hostmask(inet>inet:i icu_unicode_version(>text:i@17 inet_same_family(inet,inet>bool:i
inetand(inet,inet>inet:i inetmi(inet,inet>int8:i inetmi_int8(inet,int8>inet:i inetnot(inet>inet:i
inetor(inet,inet>inet:i inetpl(inet,int8>inet:i initcap(text>text:i
int2(float8>int2:i;float4>int2:i;int4>int2:i;int8>int2:i;numeric>int2:i;jsonb>int2:i;bytea>int2:i@18
int4("char">int4:i;int2>int4:i;float8>int4:i;float4>int4:i;int8>int4:i;bit>int4:i;numeric>int4:i;jsonb>int4:i
int4(bool>int4:i;bytea>int4:i@18
int8(int4>int8:i;float8>int8:i;float4>int8:i;int2>int8:i;oid>int8:i;numeric>int8:i;jsonb>int8:i;bit>int8:i
int8(bytea>int8:i@18 integer_pl_date(int4,date>date:i interval(interval,int4>interval:i;time>interval:i
intervaltypmodin(cstring[]>int4:i is_normalized(text,text>bool:i+1 json_array_element(json,int4>json:i
json_array_element_text(json,int4>text:i json_array_elements(json>*json:i json_array_elements_text(json>*text:i
json_array_length(json>int4:i json_build_array(any>json:s...;>json:s json_build_object(any>json:s...;>json:s
json_each(json>*record:i json_each_text(json>*record:i json_extract_path(json,text[]>json:i...
json_extract_path_text(json,text[]>text:i... json_object(text[]>json:i;text[],text[]>json:i
json_object_agg(any,any>json:sa json_object_agg_strict(any,any>json:sa@16
json_object_agg_unique(any,any>json:sa@16 json_object_agg_unique_strict(any,any>json:sa@16
json_object_field(json,text>json:i json_object_field_text(json,text>text:i json_object_keys(json>*text:i
json_populate_record(anyelement,json,bool>anyelement:s+1
json_populate_recordset(anyelement,json,bool>*anyelement:s+1 json_strip_nulls(json>json:i;json,bool>json:i+1@18
json_to_record(json>record:s json_to_recordset(json>*record:s json_typeof(json>text:i
jsonb_array_element(jsonb,int4>jsonb:i jsonb_array_element_text(jsonb,int4>text:i
jsonb_array_elements(jsonb>*jsonb:i jsonb_array_elements_text(jsonb>*text:i jsonb_array_length(jsonb>int4:i
jsonb_build_array(any>jsonb:s...;>jsonb:s jsonb_build_object(any>jsonb:s...;>jsonb:s
jsonb_concat(jsonb,jsonb>jsonb:i jsonb_contained(jsonb,jsonb>bool:i jsonb_contains(jsonb,jsonb>bool:i
jsonb_delete(jsonb,text>jsonb:i;jsonb,int4>jsonb:i;jsonb,text[]>jsonb:i...
jsonb_delete_path(jsonb,text[]>jsonb:i jsonb_each(jsonb>*record:i jsonb_each_text(jsonb>*record:i
jsonb_exists(jsonb,text>bool:i jsonb_exists_all(jsonb,text[]>bool:i jsonb_exists_any(jsonb,text[]>bool:i
jsonb_extract_path(jsonb,text[]>jsonb:i... jsonb_extract_path_text(jsonb,text[]>text:i...
jsonb_insert(jsonb,text[],jsonb,bool>jsonb:i+1 jsonb_object(text[]>jsonb:i;text[],text[]>jsonb:i
jsonb_object_agg(any,any>jsonb:ia jsonb_object_agg_strict(any,any>jsonb:ia@16
jsonb_object_agg_unique(any,any>jsonb:ia@16 jsonb_object_agg_unique_strict(any,any>jsonb:ia@16
jsonb_object_field(jsonb,text>jsonb:i jsonb_object_field_text(jsonb,text>text:i jsonb_object_keys(jsonb>*text:i
jsonb_path_exists(jsonb,jsonpath,jsonb,bool>bool:i+2 jsonb_path_exists_opr(jsonb,jsonpath>bool:i
jsonb_path_exists_tz(jsonb,jsonpath,jsonb,bool>bool:s+2 jsonb_path_match(jsonb,jsonpath,jsonb,bool>bool:i+2
jsonb_path_match_opr(jsonb,jsonpath>bool:i jsonb_path_match_tz(jsonb,jsonpath,jsonb,bool>bool:s+2
jsonb_path_query(jsonb,jsonpath,jsonb,bool>*jsonb:i+2
jsonb_path_query_array(jsonb,jsonpath,jsonb,bool>jsonb:i+2
jsonb_path_query_array_tz(jsonb,jsonpath,jsonb,bool>jsonb:s+2
jsonb_path_query_first(jsonb,jsonpath,jsonb,bool>jsonb:i+2
jsonb_path_query_first_tz(jsonb,jsonpath,jsonb,bool>jsonb:s+2
jsonb_path_query_tz(jsonb,jsonpath,jsonb,bool>*jsonb:s+2 jsonb_populate_record(anyelement,jsonb>anyelement:s
jsonb_populate_record_valid(anyelement,jsonb>bool:s@17 jsonb_populate_recordset(anyelement,jsonb>*anyelement:s
jsonb_pretty(jsonb>text:i jsonb_send(jsonb>bytea:i jsonb_set(jsonb,text[],jsonb,bool>jsonb:i+1
jsonb_set_lax(jsonb,text[],jsonb,bool,text>jsonb:i+2 jsonb_strip_nulls(jsonb>jsonb:i;jsonb,bool>jsonb:i+1@18
jsonb_to_record(jsonb>record:s jsonb_to_recordset(jsonb>*record:s
jsonb_to_tsvector(jsonb,jsonb>tsvector:s;regconfig,jsonb,jsonb>tsvector:i jsonb_typeof(jsonb>text:i
jsonpath_send(jsonpath>bytea:i justify_days(interval>interval:i justify_hours(interval>interval:i
justify_interval(interval>interval:i
lag(anyelement>anyelement:iw;anyelement,int4>anyelement:iw;anyelement,int4,anyelement>anyelement:iw
lag(anycompatible,int4,anycompatible>anycompatible:iw@14 last_value(anyelement>anyelement:iw lastval(>int8:v
lcm(int4,int4>int4:i;int8,int8>int8:i;numeric,numeric>numeric:i
lead(anyelement>anyelement:iw;anyelement,int4>anyelement:iw;anyelement,int4,anyelement>anyelement:iw
lead(anycompatible,int4,anycompatible>anycompatible:iw@14 left(text,int4>text:i
length(text>int4:i;bpchar>int4:i;lseg>float8:i;path>float8:i;bytea,name>int4:s;bit>int4:i;bytea>int4:i
length(tsvector>int4:i lgamma(float8>float8:i@18 line(point,point>line:i ln(float8>float8:i;numeric>numeric:i
log10(float8>float8:i;numeric>numeric:i lower_inc(anyrange>bool:i;anymultirange>bool:i@14
lower_inf(anyrange>bool:i;anymultirange>bool:i@14 lpad(text,int4,text>text:i;text,int4>text:i
lseg(point,point>lseg:i;box>lseg:i ltrim(text,text>text:i;text>text:i;bytea,bytea>bytea:i@14
macaddr(macaddr8>macaddr:i macaddr8(macaddr>macaddr8:i make_date(int4,int4,int4>date:i
make_interval(int4,int4,int4,int4,int4,int4,float8>interval:i+7 make_time(int4,int4,float8>time:i
make_timestamp(int4,int4,int4,int4,int4,float8>timestamp:i
make_timestamptz(int4,int4,int4,int4,int4,float8>timestamptz:s
make_timestamptz(int4,int4,int4,int4,int4,float8,text>timestamptz:s makeaclitem(oid,oid,text,bool>aclitem:i
masklen(inet>int4:i
max(int8>int8:ia;int4>int4:ia;int2>int2:ia;oid>oid:ia;float4>float4:ia;float8>float8:ia;date>date:ia
max(time>time:ia;timetz>timetz:ia;money>money:ia;timestamp>timestamp:ia;timestamptz>timestamptz:ia
max(interval>interval:ia;text>text:ia;numeric>numeric:ia;anyarray>anyarray:ia;bpchar>bpchar:ia;tid>tid:ia
max(inet>inet:ia;pg_lsn>pg_lsn:ia;anyenum>anyenum:ia;xid8>xid8:ia@15;record>record:ia@18;bytea>bytea:ia@18
md5(text>text:i;bytea>text:i
min(int8>int8:ia;int4>int4:ia;int2>int2:ia;oid>oid:ia;float4>float4:ia;float8>float8:ia;date>date:ia
min(time>time:ia;timetz>timetz:ia;money>money:ia;timestamp>timestamp:ia;timestamptz>timestamptz:ia
min(interval>interval:ia;text>text:ia;numeric>numeric:ia;anyarray>anyarray:ia;bpchar>bpchar:ia;tid>tid:ia
min(inet>inet:ia;pg_lsn>pg_lsn:ia;anyenum>anyenum:ia;xid8>xid8:ia@15;record>record:ia@18;bytea>bytea:ia@18
min_scale(numeric>int4:i mod(int2,int2>int2:i;int4,int4>int4:i;int8,int8>int8:i;numeric,numeric>numeric:i
money(numeric>money:s;int4>money:s;int8>money:s mul_d_interval(float8,interval>interval:i
multirange(anyrange>anymultirange:i@14 mxid_age(xid>int4:s name(text>name:i;bpchar>name:i;varchar>name:i
netmask(inet>inet:i network(inet>cidr:i nextval(regclass>int8:v normalize(text,text>text:i+1 now(>timestamptz:s
npoints(path>int4:i;polygon>int4:i nth_value(anyelement,int4>anyelement:iw ntile(int4>int4:iw
num_nonnulls(any>int4:i... num_nulls(any>int4:i...
numeric(money>numeric:s;numeric,int4>numeric:i;int4>numeric:i;float4>numeric:i;float8>numeric:i
numeric(int8>numeric:i;int2>numeric:i;jsonb>numeric:i numerictypmodin(cstring[]>int4:i
nummultirange(>nummultirange:i@14;numrange>nummultirange:i@14;numrange[]>nummultirange:i...@14
numnode(tsquery>int4:i numrange(numeric,numeric>numrange:i;numeric,numeric,text>numrange:i
numrange_subdiff(numeric,numeric>float8:i obj_description(oid,name>text:s;oid>text:s
octet_length(bytea>int4:i;text>int4:i;bpchar>int4:i;bit>int4:i oid(int8>oid:i
overlaps(timetz,timetz,timetz,timetz>bool:i;timestamptz,timestamptz,timestamptz,timestamptz>bool:i
overlaps(timestamptz,interval,timestamptz,interval>bool:s;timestamptz,timestamptz,timestamptz,interval>bool:s
overlaps(timestamptz,interval,timestamptz,timestamptz>bool:s;time,time,time,time>bool:i
overlaps(time,interval,time,interval>bool:i;time,time,time,interval>bool:i;time,interval,time,time>bool:i
overlaps(timestamp,timestamp,timestamp,timestamp>bool:i;timestamp,interval,timestamp,interval>bool:i
overlaps(timestamp,timestamp,timestamp,interval>bool:i;timestamp,interval,timestamp,timestamp>bool:i
overlay(bytea,bytea,int4,int4>bytea:i;bytea,bytea,int4>bytea:i;text,text,int4,int4>text:i
overlay(text,text,int4>text:i;bit,bit,int4,int4>bit:i;bit,bit,int4>bit:i parse_ident(text,bool>text[]:i+1
path(polygon>path:i pclose(path>path:i percent_rank(>float8:iw;any>float8:ia...
phraseto_tsquery(regconfig,text>tsquery:i;text>tsquery:s pi(>float8:i
plainto_tsquery(regconfig,text>tsquery:i;text>tsquery:s plpgsql_call_handler(>language_handler:v
plpgsql_validator(oid>void:v
point(circle>point:i;float8,float8>point:i;lseg>point:i;path>point:i;box>point:i;polygon>point:i
polygon(box>polygon:i;path>polygon:i;int4,circle>polygon:i;circle>polygon:i popen(path>path:i
position(text,text>int4:i;bit,bit>int4:i;bytea,bytea>int4:i postgresql_fdw_validator(text[],oid>bool:i
pow(float8,float8>float8:i;numeric,numeric>numeric:i power(float8,float8>float8:i;numeric,numeric>numeric:i
pt_contained_circle(point,circle>bool:i pt_contained_poly(point,polygon>bool:i
query_to_xml(text,bool,bool,text>xml:v query_to_xml_and_xmlschema(text,bool,bool,text>xml:v
query_to_xmlschema(text,bool,bool,text>xml:v querytree(tsquery>text:i quote_ident(text>text:i
quote_literal(text>text:i;anyelement>text:s quote_nullable(text>text:i;anyelement>text:s
radians(float8>float8:i radius(circle>float8:i
random(>float8:v;int4,int4>int4:v@17;int8,int8>int8:v@17;numeric,numeric>numeric:v@17
random_normal(float8,float8>float8:v+2@16 range_merge(anyrange,anyrange>anyrange:i;anymultirange>anyrange:i@14
rank(>int8:iw;any>int8:ia... regclass(text>regclass:s regclasssend(regclass>bytea:i
regcollationsend(regcollation>bytea:i regconfigsend(regconfig>bytea:i regdictionarysend(regdictionary>bytea:i
regexp_count(text,text>int4:i@15;text,text,int4>int4:i@15;text,text,int4,text>int4:i@15
regexp_instr(text,text>int4:i@15;text,text,int4>int4:i@15;text,text,int4,int4>int4:i@15
regexp_instr(text,text,int4,int4,int4>int4:i@15;text,text,int4,int4,int4,text>int4:i@15
regexp_instr(text,text,int4,int4,int4,text,int4>int4:i@15
regexp_like(text,text>bool:i@15;text,text,text>bool:i@15
regexp_match(text,text>text[]:i;text,text,text>text[]:i
regexp_matches(text,text>*text[]:i;text,text,text>*text[]:i
regexp_replace(text,text,text>text:i;text,text,text,text>text:i;text,text,text,int4,int4,text>text:i@15
regexp_replace(text,text,text,int4,int4>text:i@15;text,text,text,int4>text:i@15
regexp_split_to_array(text,text>text[]:i;text,text,text>text[]:i
regexp_split_to_table(text,text>*text:i;text,text,text>*text:i
regexp_substr(text,text>text:i@15;text,text,int4>text:i@15;text,text,int4,int4>text:i@15
regexp_substr(text,text,int4,int4,text>text:i@15;text,text,int4,int4,text,int4>text:i@15
regnamespacesend(regnamespace>bytea:i regoperatorsend(regoperator>bytea:i regopersend(regoper>bytea:i
regproceduresend(regprocedure>bytea:i regprocsend(regproc>bytea:i regr_avgx(float8,float8>float8:ia
regr_avgy(float8,float8>float8:ia regr_count(float8,float8>int8:ia regr_intercept(float8,float8>float8:ia
regr_r2(float8,float8>float8:ia regr_slope(float8,float8>float8:ia regr_sxx(float8,float8>float8:ia
regr_sxy(float8,float8>float8:ia regr_syy(float8,float8>float8:ia regrolesend(regrole>bytea:i
regtypesend(regtype>bytea:i repeat(text,int4>text:i replace(text,text,text>text:i
reverse(text>text:i;bytea>bytea:i@18 right(text,int4>text:i
round(float8>float8:i;numeric,int4>numeric:i;numeric>numeric:i row_number(>int8:iw
row_to_json(record>json:s;record,bool>json:s rpad(text,int4,text>text:i;text,int4>text:i
rtrim(text,text>text:i;text>text:i;bytea,bytea>bytea:i@14 satisfies_hash_partition(oid,int4,int4,any>bool:i...
scale(numeric>int4:i schema_to_xml(name,bool,bool,text>xml:s
schema_to_xml_and_xmlschema(name,bool,bool,text>xml:s schema_to_xmlschema(name,bool,bool,text>xml:s
setseed(float8>void:v setval(regclass,int8>int8:v;regclass,int8,bool>int8:v
setweight(tsvector,"char">tsvector:i;tsvector,"char",text[]>tsvector:i sha224(bytea>bytea:i
sha256(bytea>bytea:i sha384(bytea>bytea:i sha512(bytea>bytea:i shobj_description(oid,name>text:s
sign(float8>float8:i;numeric>numeric:i similar_escape(text,text>text:i
similar_to_escape(text,text>text:i;text>text:i sin(float8>float8:i sind(float8>float8:i sinh(float8>float8:i
split_part(text,text,int4>text:i sqrt(float8>float8:i;numeric>numeric:i starts_with(text,text>bool:i
statement_timestamp(>timestamptz:s
stddev(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
stddev_pop(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia
stddev_pop(numeric>numeric:ia
stddev_samp(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia
stddev_samp(numeric>numeric:ia string_agg(text,text>text:ia;bytea,bytea>bytea:ia
string_to_array(text,text>text[]:i;text,text,text>text[]:i
string_to_table(text,text>*text:i@14;text,text,text>*text:i@14 strip(tsvector>tsvector:i
strpos(text,text>int4:i
substr(text,int4,int4>text:i;text,int4>text:i;bytea,int4,int4>bytea:i;bytea,int4>bytea:i
substring(text,int4,int4>text:i;text,int4>text:i;bit,int4,int4>bit:i;bit,int4>bit:i;bytea,int4,int4>bytea:i
substring(bytea,int4>bytea:i;text,text>text:i;text,text,text>text:i
sum(int8>numeric:ia;int4>int8:ia;int2>int8:ia;float4>float4:ia;float8>float8:ia;money>money:ia
sum(interval>interval:ia;numeric>numeric:ia system_user(>text:s@16 table_to_xml(regclass,bool,bool,text>xml:s
table_to_xml_and_xmlschema(regclass,bool,bool,text>xml:s table_to_xmlschema(regclass,bool,bool,text>xml:s
tan(float8>float8:i tand(float8>float8:i tanh(float8>float8:i
text(bpchar>text:i;name>text:i;"char">text:i;inet>text:i;bool>text:i;xml>text:i
textanycat(text,anynonarray>text:s textcat(text,text>text:i textgename(text,name>bool:i
textgtname(text,name>bool:i textlen(text>int4:i textlename(text,name>bool:i textltname(text,name>bool:i
textsend(text>bytea:s time(timestamp>time:i;interval>time:i;time,int4>time:i;timestamptz>time:s;timetz>time:i
timedate_pl(time,date>timestamp:i timeofday(>text:v
timestamp(timestamp,int4>timestamp:i;date>timestamp:i;date,time>timestamp:i;timestamptz>timestamp:s
timestamptypmodin(cstring[]>int4:i
timestamptz(date>timestamptz:s;date,time>timestamptz:s;date,timetz>timestamptz:i
timestamptz(timestamptz,int4>timestamptz:i;timestamp>timestamptz:s timestamptztypmodin(cstring[]>int4:i
timetypmodin(cstring[]>int4:i timetz(timestamptz>timetz:s;timetz,int4>timetz:i;time>timetz:s
timetzdate_pl(timetz,date>timestamptz:i timetztypmodin(cstring[]>int4:i
timezone(interval,timestamptz>timestamp:i;text,timestamptz>timestamp:i;text,timetz>timetz:s
timezone(interval,timetz>timetz:i;text,timestamp>timestamptz:i;interval,timestamp>timestamptz:i
timezone(timestamptz>timestamp:s@17;timetz>timetz:s@17;timestamp>timestamptz:s@17
to_ascii(text>text:i;text,int4>text:i;text,name>text:i to_bin(int4>text:i@17;int8>text:i@17
to_char(timestamptz,text>text:s;numeric,text>text:s;int4,text>text:s;int8,text>text:s;float4,text>text:s
to_char(float8,text>text:s;interval,text>text:s;timestamp,text>text:s to_date(text,text>date:s
to_hex(int4>text:i;int8>text:i to_json(anyelement>json:s to_jsonb(anyelement>jsonb:s
to_number(text,text>numeric:s to_oct(int4>text:i@17;int8>text:i@17 to_regclass(text>regclass:s
to_regcollation(text>regcollation:s to_regnamespace(text>regnamespace:s to_regoper(text>regoper:s
to_regoperator(text>regoperator:s to_regproc(text>regproc:s to_regprocedure(text>regprocedure:s
to_regrole(text>regrole:s to_regtype(text>regtype:s to_regtypemod(text>int4:s@17
to_timestamp(float8>timestamptz:i;text,text>timestamptz:s to_tsquery(regconfig,text>tsquery:i;text>tsquery:s
to_tsvector(regconfig,text>tsvector:i;text>tsvector:s;jsonb>tsvector:s;json>tsvector:s
to_tsvector(regconfig,jsonb>tsvector:i;regconfig,json>tsvector:i transaction_timestamp(>timestamptz:s
translate(text,text,text>text:i trim_array(anyarray,int4>anyarray:i@14 trim_scale(numeric>numeric:i
trunc(float8>float8:i;macaddr>macaddr:i;macaddr8>macaddr8:i;numeric,int4>numeric:i;numeric>numeric:i
tsmultirange(>tsmultirange:i@14;tsrange>tsmultirange:i@14;tsrange[]>tsmultirange:i...@14
tsquerysend(tsquery>bytea:i tsrange(timestamp,timestamp>tsrange:i;timestamp,timestamp,text>tsrange:i
tsrange_subdiff(timestamp,timestamp>float8:i
tstzmultirange(>tstzmultirange:i@14;tstzrange>tstzmultirange:i@14;tstzrange[]>tstzmultirange:i...@14
tstzrange(timestamptz,timestamptz>tstzrange:i;timestamptz,timestamptz,text>tstzrange:i
tstzrange_subdiff(timestamptz,timestamptz>float8:i tsvectorsend(tsvector>bytea:i
unicode_assigned(text>bool:i@17 unicode_version(>text:i@17 unistr(text>text:i@14 unknownsend(unknown>bytea:i
unnest(anyarray>*anyelement:i;tsvector>*record:i;anymultirange>*anyrange:i@14
upper(text>text:i;anyrange>anyelement:i;anymultirange>anyelement:i@14
upper_inc(anyrange>bool:i;anymultirange>bool:i@14 upper_inf(anyrange>bool:i;anymultirange>bool:i@14
uuidv4(>uuid:v@18 uuidv7(>uuid:v@18;interval>uuid:v@18
var_pop(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
var_samp(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
varchar(varchar,int4,bool>varchar:i;name>varchar:i varcharsend(varchar>bytea:s varchartypmodin(cstring[]>int4:i
variance(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
version(>text:s websearch_to_tsquery(regconfig,text>tsquery:i;text>tsquery:s width(box>float8:i
width_bucket(float8,float8,float8,int4>int4:i;anyelement,anyarray>int4:i;numeric,numeric,numeric,int4>int4:i
width_bucket(anycompatible,anycompatiblearray>int4:i@14 xml(text>xml:s xml_is_well_formed(text>bool:s
xml_is_well_formed_content(text>bool:i xml_is_well_formed_document(text>bool:i xml_send(xml>bytea:s
xmlagg(xml>xml:ia xmlcomment(text>xml:i xmlconcat2(xml,xml>xml:i xmlexists(text,xml>bool:i
xmltext(text>xml:i@17 xmlvalidate(xml,text>bool:i xpath(text,xml,text[]>xml[]:i;text,xml>xml[]:i
xpath_exists(text,xml,text[]>bool:i;text,xml>bool:i)";

// Those that expressions hardly ever call: their names.
const std::string_view server_function_names = R"(
aclitemeq any_value any_value_transfn anyarray_send anycompatiblearray_send anytextcat area array_eq array_ge
array_gt array_larger array_le array_length array_lt array_ne array_smaller bit_and bit_or bit_send bit_xor
bitand bitcat bitcmp biteq bitge bitgt bitle bitlt bitne bitnot bitor bitshiftleft bitshiftright bittypmodin
bitxor booland_statefunc booleq boolge boolgt boolle boollt boolne boolor_statefunc boolsend box_above
box_above_eq box_add box_below box_below_eq box_center box_contain box_contain_pt box_contained box_distance
box_div box_eq box_ge box_gt box_intersect box_le box_left box_lt box_mul box_overabove box_overbelow
box_overlap box_overleft box_overright box_right box_same box_send box_sub bpchar bpchar_larger
bpchar_pattern_ge bpchar_pattern_gt bpchar_pattern_le bpchar_pattern_lt bpchar_smaller bpcharcmp bpchareq
bpcharge bpchargt bpchariclike bpcharicnlike bpcharicregexeq bpcharicregexne bpcharle bpcharlike bpcharlt
bpcharne bpcharnlike bpcharregexeq bpcharregexne bpcharsend bpchartypmodin btarraycmp btboolcmp
btbpchar_pattern_cmp btcharcmp btequalimage btfloat48cmp btfloat4cmp btfloat84cmp btfloat8cmp btint24cmp
btint28cmp btint2cmp btint42cmp btint48cmp btint4cmp btint82cmp btint84cmp btint8cmp btnamecmp btnametextcmp
btoidcmp btoidvectorcmp btrecordcmp btrecordimagecmp btrim bttext_pattern_cmp bttextcmp bttextnamecmp bttidcmp
btvarstrequalimage bytea bytea_larger bytea_smaller byteacat byteacmp byteaeq byteage byteagt byteale bytealike
bytealt byteane byteanlike byteasend cash_cmp cash_div_cash cash_div_flt4 cash_div_flt8 cash_div_int2
cash_div_int4 cash_div_int8 cash_eq cash_ge cash_gt cash_le cash_lt cash_mi cash_mul_flt4 cash_mul_flt8
cash_mul_int2 cash_mul_int4 cash_mul_int8 cash_ne cash_pl cash_send cash_words chareq charge chargt charle
charlt charne charsend cideq cidr cidr_send cidsend circle_above circle_add_pt circle_below circle_center
circle_contain circle_contain_pt circle_contained circle_distance circle_div_pt circle_eq circle_ge circle_gt
circle_le circle_left circle_lt circle_mul_pt circle_ne circle_overabove circle_overbelow circle_overlap
circle_overleft circle_overright circle_right circle_same circle_send circle_sub_pt close_lb close_ls
close_lseg close_pb close_pl close_ps close_sb close_sl current_database current_query current_schema
current_schemas current_setting current_user date_cmp date_cmp_timestamp date_cmp_timestamptz date_eq
date_eq_timestamp date_eq_timestamptz date_ge date_ge_timestamp date_ge_timestamptz date_gt date_gt_timestamp
date_gt_timestamptz date_larger date_le date_le_timestamp date_le_timestamptz date_lt date_lt_timestamp
date_lt_timestamptz date_mi date_mi_interval date_mii date_ne date_ne_timestamp date_ne_timestamptz
date_pl_interval date_pli date_smaller diagonal diameter dist_bl dist_bp dist_bs dist_cpoint dist_cpoly dist_lb
dist_lp dist_ls dist_pathp dist_pb dist_pc dist_pl dist_polyc dist_polyp dist_ppath dist_ppoly dist_ps dist_sb
dist_sl dist_sp elem_contained_by_multirange elem_contained_by_range enum_cmp enum_eq enum_ge enum_gt
enum_larger enum_le enum_lt enum_ne enum_smaller float48div float48eq float48ge float48gt float48le float48lt
float48mi float48mul float48ne float48pl float4_accum float4abs float4div float4eq float4ge float4gt
float4larger float4le float4lt float4mi float4mul float4ne float4pl float4send float4smaller float4um float4up
float84div float84eq float84ge float84gt float84le float84lt float84mi float84mul float84ne float84pl
float8_accum float8_avg float8_combine float8_corr float8_covar_pop float8_covar_samp float8_regr_accum
float8_regr_avgx float8_regr_avgy float8_regr_combine float8_regr_intercept float8_regr_r2 float8_regr_slope
float8_regr_sxx float8_regr_sxy float8_regr_syy float8_stddev_pop float8_stddev_samp float8_var_pop
float8_var_samp float8abs float8div float8eq float8ge float8gt float8larger float8le float8lt float8mi
float8mul float8ne float8pl float8send float8smaller float8um float8up fmgr_c_validator fmgr_internal_validator
fmgr_sql_validator getdatabaseencoding has_any_column_privilege has_column_privilege has_database_privilege
has_foreign_data_wrapper_privilege has_function_privilege has_language_privilege has_largeobject_privilege
has_parameter_privilege has_schema_privilege has_sequence_privilege has_server_privilege has_table_privilege
has_tablespace_privilege has_type_privilege in_range inet_client_addr inet_client_port inet_merge inet_send
inet_server_addr inet_server_port int24div int24eq int24ge int24gt int24le int24lt int24mi int24mul int24ne
int24pl int28div int28eq int28ge int28gt int28le int28lt int28mi int28mul int28ne int28pl int2_avg_accum
int2_avg_accum_inv int2_mul_cash int2_sum int2abs int2and int2div int2eq int2ge int2gt int2int4_sum int2larger
int2le int2lt int2mi int2mod int2mul int2ne int2not int2or int2pl int2send int2shl int2shr int2smaller int2um
int2up int2vectorsend int2xor int42div int42eq int42ge int42gt int42le int42lt int42mi int42mul int42ne int42pl
int48div int48eq int48ge int48gt int48le int48lt int48mi int48mul int48ne int48pl int4_avg_accum
int4_avg_accum_inv int4_avg_combine int4_mul_cash int4_sum int4abs int4and int4div int4eq int4ge int4gt int4inc
int4larger int4le int4lt int4mi int4mod int4mul int4multirange int4ne int4not int4or int4pl int4range
int4range_canonical int4range_subdiff int4send int4shl int4shr int4smaller int4um int4up int4xor int82div
int82eq int82ge int82gt int82le int82lt int82mi int82mul int82ne int82pl int84div int84eq int84ge int84gt
int84le int84lt int84mi int84mul int84ne int84pl int8_avg int8_mul_cash int8_sum int8abs int8and int8dec
int8dec_any int8div int8eq int8ge int8gt int8inc int8inc_any int8inc_float8_float8 int8larger int8le int8lt
int8mi int8mod int8mul int8multirange int8ne int8not int8or int8pl int8pl_inet int8range int8range_canonical
int8range_subdiff int8send int8shl int8shr int8smaller int8um int8up int8xor inter_lb inter_sb inter_sl
interval_accum interval_accum_inv interval_avg interval_cmp interval_combine interval_div interval_eq
interval_ge interval_gt interval_hash interval_hash_extended interval_larger interval_le interval_lt
interval_mi interval_mul interval_ne interval_pl interval_pl_date interval_pl_time interval_pl_timestamp
interval_pl_timestamptz interval_pl_timetz interval_send interval_smaller interval_um isclosed isempty isfinite
ishorizontal isopen isparallel isperp isvertical json_agg json_agg_strict json_send json_to_tsvector jsonb_agg
jsonb_agg_strict jsonb_cmp jsonb_eq jsonb_ge jsonb_gt jsonb_hash jsonb_hash_extended jsonb_le jsonb_lt jsonb_ne
like like_escape line_distance line_eq line_horizontal line_interpt line_intersect line_parallel line_perp
line_send line_vertical lo_close lo_creat lo_create lo_export lo_from_bytea lo_get lo_import lo_lseek
lo_lseek64 lo_open lo_put lo_tell lo_tell64 lo_truncate lo_truncate64 lo_unlink log loread lower lowrite
lseg_center lseg_distance lseg_eq lseg_ge lseg_gt lseg_horizontal lseg_interpt lseg_intersect lseg_le
lseg_length lseg_lt lseg_ne lseg_parallel lseg_perp lseg_send lseg_vertical macaddr8_and macaddr8_cmp
macaddr8_eq macaddr8_ge macaddr8_gt macaddr8_le macaddr8_lt macaddr8_ne macaddr8_not macaddr8_or macaddr8_send
macaddr8_set7bit macaddr_and macaddr_cmp macaddr_eq macaddr_ge macaddr_gt macaddr_le macaddr_lt macaddr_ne
macaddr_not macaddr_or macaddr_send mode multirange_adjacent_multirange multirange_adjacent_range
multirange_after_multirange multirange_after_range multirange_before_multirange multirange_before_range
multirange_cmp multirange_contained_by_multirange multirange_contained_by_range multirange_contains_elem
multirange_contains_multirange multirange_contains_range multirange_eq multirange_ge multirange_gt
multirange_intersect multirange_intersect_agg_transfn multirange_le multirange_lt multirange_minus
multirange_ne multirange_overlaps_multirange multirange_overlaps_range multirange_overleft_multirange
multirange_overleft_range multirange_overright_multirange multirange_overright_range multirange_send
multirange_union nameconcatoid nameeq nameeqtext namege namegetext namegt namegttext nameiclike nameicnlike
nameicregexeq nameicregexne namele nameletext namelike namelt namelttext namene namenetext namenlike
nameregexeq nameregexne namesend network_cmp network_eq network_ge network_gt network_larger network_le
network_lt network_ne network_overlap network_smaller network_sub network_subeq network_sup network_supeq
notlike numeric_abs numeric_add numeric_cmp numeric_div numeric_div_trunc numeric_eq numeric_exp numeric_fac
numeric_ge numeric_gt numeric_inc numeric_larger numeric_le numeric_ln numeric_log numeric_lt numeric_mod
numeric_mul numeric_ne numeric_pl_pg_lsn numeric_power numeric_send numeric_smaller numeric_sqrt numeric_sub
numeric_uminus numeric_uplus oideq oidge oidgt oidlarger oidle oidlt oidne oidsend oidsmaller oidvectoreq
oidvectorge oidvectorgt oidvectorle oidvectorlt oidvectorne oidvectorsend oidvectortypes on_pb on_pl on_ppath
on_ps on_sb on_sl path_add path_add_pt path_center path_contain_pt path_distance path_div_pt path_inter
path_length path_mul_pt path_n_eq path_n_ge path_n_gt path_n_le path_n_lt path_npoints path_send path_sub_pt
percentile_cont percentile_disc pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock
pg_advisory_unlock_all pg_advisory_unlock_shared pg_advisory_xact_lock pg_advisory_xact_lock_shared
pg_available_extension_versions pg_available_extensions pg_available_wal_summaries pg_backend_pid
pg_backup_start pg_backup_start_time pg_backup_stop pg_basetype pg_blocking_pids pg_cancel_backend
pg_char_to_encoding pg_clear_attribute_stats pg_clear_relation_stats pg_client_encoding
pg_collation_actual_version pg_collation_for pg_collation_is_visible pg_column_compression
pg_column_is_updatable pg_column_size pg_column_toast_chunk_id pg_conf_load_time pg_config
pg_control_checkpoint pg_control_init pg_control_recovery pg_control_system pg_conversion_is_visible
pg_copy_logical_replication_slot pg_copy_physical_replication_slot pg_create_logical_replication_slot
pg_create_physical_replication_slot pg_create_restore_point pg_current_logfile pg_current_snapshot
pg_current_wal_flush_lsn pg_current_wal_insert_lsn pg_current_wal_lsn pg_current_xact_id
pg_current_xact_id_if_assigned pg_cursor pg_database_collation_actual_version pg_database_size
pg_ddl_command_send pg_dependencies_send pg_describe_object pg_drop_replication_slot pg_encoding_max_length
pg_encoding_to_char pg_event_trigger_ddl_commands pg_event_trigger_dropped_objects
pg_event_trigger_table_rewrite_oid pg_event_trigger_table_rewrite_reason pg_export_snapshot
pg_extension_config_dump pg_extension_update_paths pg_filenode_relation pg_function_is_visible pg_get_acl
pg_get_aios pg_get_backend_memory_contexts pg_get_catalog_foreign_keys pg_get_constraintdef pg_get_expr
pg_get_function_arg_default pg_get_function_arguments pg_get_function_identity_arguments pg_get_function_result
pg_get_function_sqlbody pg_get_functiondef pg_get_indexdef pg_get_keywords pg_get_loaded_modules
pg_get_multixact_members pg_get_object_address pg_get_partition_constraintdef pg_get_partkeydef
pg_get_publication_tables pg_get_replica_identity_index pg_get_replication_slots pg_get_ruledef
pg_get_sequence_data pg_get_serial_sequence pg_get_shmem_allocations pg_get_shmem_allocations_numa
pg_get_statisticsobjdef pg_get_statisticsobjdef_columns pg_get_statisticsobjdef_expressions pg_get_triggerdef
pg_get_userbyid pg_get_viewdef pg_get_wait_events pg_get_wal_replay_pause_state pg_get_wal_resource_managers
pg_get_wal_summarizer_state pg_has_role pg_hba_file_rules pg_ident_file_mappings pg_identify_object
pg_identify_object_as_address pg_import_system_collations pg_index_column_has_property pg_index_has_property
pg_indexam_has_property pg_indexam_progress_phasename pg_indexes_size pg_input_error_info pg_input_is_valid
pg_is_in_backup pg_is_in_recovery pg_is_other_temp_schema pg_is_wal_replay_paused
pg_isolation_test_session_is_blocked pg_jit_available pg_last_committed_xact pg_last_wal_receive_lsn
pg_last_wal_replay_lsn pg_last_xact_replay_timestamp pg_listening_channels pg_lock_status
pg_log_backend_memory_contexts pg_log_standby_snapshot pg_logical_emit_message
pg_logical_slot_get_binary_changes pg_logical_slot_get_changes pg_logical_slot_peek_binary_changes
pg_logical_slot_peek_changes pg_ls_archive_statusdir pg_ls_dir pg_ls_logdir pg_ls_logicalmapdir
pg_ls_logicalsnapdir pg_ls_replslotdir pg_ls_summariesdir pg_ls_tmpdir pg_ls_waldir pg_lsn pg_lsn_cmp pg_lsn_eq
pg_lsn_ge pg_lsn_gt pg_lsn_hash pg_lsn_hash_extended pg_lsn_larger pg_lsn_le pg_lsn_lt pg_lsn_mi pg_lsn_mii
pg_lsn_ne pg_lsn_pli pg_lsn_send pg_lsn_smaller pg_mcv_list_items pg_mcv_list_send pg_my_temp_schema
pg_ndistinct_send pg_nextoid pg_node_tree_send pg_notification_queue_usage pg_notify pg_numa_available
pg_opclass_is_visible pg_operator_is_visible pg_opfamily_is_visible pg_options_to_table pg_partition_ancestors
pg_partition_root pg_partition_tree pg_postmaster_start_time pg_prepared_statement pg_prepared_xact pg_promote
pg_read_binary_file pg_read_file pg_read_file_old pg_relation_filenode pg_relation_filepath
pg_relation_is_publishable pg_relation_is_updatable pg_relation_size pg_reload_conf
pg_replication_origin_advance pg_replication_origin_create pg_replication_origin_drop pg_replication_origin_oid
pg_replication_origin_progress pg_replication_origin_session_is_setup pg_replication_origin_session_progress
pg_replication_origin_session_reset pg_replication_origin_session_setup pg_replication_origin_xact_reset
pg_replication_origin_xact_setup pg_replication_slot_advance pg_restore_attribute_stats
pg_restore_relation_stats pg_rotate_logfile pg_rotate_logfile_old pg_safe_snapshot_blocking_pids
pg_sequence_last_value pg_sequence_parameters pg_settings_get_flags pg_show_all_file_settings
pg_show_all_settings pg_show_replication_origin_status pg_size_bytes pg_size_pretty pg_sleep pg_sleep_for
pg_sleep_until pg_snapshot_send pg_snapshot_xip pg_snapshot_xmax pg_snapshot_xmin pg_split_walfile_name
pg_start_backup pg_stat_clear_snapshot pg_stat_file pg_stat_force_next_flush pg_stat_have_stats pg_stat_reset
pg_stat_reset_backend_stats pg_stat_reset_replication_slot pg_stat_reset_shared
pg_stat_reset_single_function_counters pg_stat_reset_single_table_counters pg_stat_reset_slru
pg_stat_reset_subscription_stats pg_statistics_obj_is_visible pg_stop_backup pg_stop_making_pinned_objects
pg_switch_wal pg_sync_replication_slots pg_table_is_visible pg_table_size pg_tablespace_databases
pg_tablespace_location pg_tablespace_size pg_terminate_backend pg_timezone_abbrevs pg_timezone_abbrevs_abbrevs
pg_timezone_abbrevs_zone pg_timezone_names pg_total_relation_size pg_trigger_depth pg_try_advisory_lock
pg_try_advisory_lock_shared pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared pg_ts_config_is_visible
pg_ts_dict_is_visible pg_ts_parser_is_visible pg_ts_template_is_visible pg_type_is_visible pg_typeof
pg_visible_in_snapshot pg_wal_lsn_diff pg_wal_replay_pause pg_wal_replay_resume pg_wal_summary_contents
pg_walfile_name pg_walfile_name_offset pg_xact_commit_timestamp pg_xact_commit_timestamp_origin pg_xact_status
point_above point_add point_below point_distance point_div point_eq point_horiz point_left point_mul point_ne
point_right point_send point_sub point_vert poly_above poly_below poly_center poly_contain poly_contain_pt
poly_contained poly_distance poly_left poly_npoints poly_overabove poly_overbelow poly_overlap poly_overleft
poly_overright poly_right poly_same poly_send range_adjacent range_adjacent_multirange range_after
range_after_multirange range_agg range_before range_before_multirange range_cmp range_contained_by
range_contained_by_multirange range_contains range_contains_elem range_contains_multirange range_eq range_ge
range_gt range_intersect range_intersect_agg range_intersect_agg_transfn range_le range_lt range_minus range_ne
range_overlaps range_overlaps_multirange range_overleft range_overleft_multirange range_overright
range_overright_multirange range_send range_union record_eq record_ge record_gt record_image_eq record_image_ge
record_image_gt record_image_le record_image_lt record_image_ne record_larger record_le record_lt record_ne
record_send record_smaller row_security_active session_user set_bit set_byte set_config set_masklen slope
text_ge text_gt text_larger text_le text_lt text_pattern_ge text_pattern_gt text_pattern_le text_pattern_lt
text_smaller texteq texteqname texticlike texticnlike texticregexeq texticregexne textlike textne textnename
textnlike textregexeq textregexne tideq tidge tidgt tidlarger tidle tidlt tidne tidsend tidsmaller time_cmp
time_eq time_ge time_gt time_hash time_hash_extended time_larger time_le time_lt time_mi_interval time_mi_time
time_ne time_pl_interval time_send time_smaller timestamp_cmp timestamp_cmp_date timestamp_cmp_timestamptz
timestamp_eq timestamp_eq_date timestamp_eq_timestamptz timestamp_ge timestamp_ge_date timestamp_ge_timestamptz
timestamp_gt timestamp_gt_date timestamp_gt_timestamptz timestamp_hash timestamp_hash_extended timestamp_larger
timestamp_le timestamp_le_date timestamp_le_timestamptz timestamp_lt timestamp_lt_date timestamp_lt_timestamptz
timestamp_mi timestamp_mi_interval timestamp_ne timestamp_ne_date timestamp_ne_timestamptz
timestamp_pl_interval timestamp_send timestamp_smaller timestamptz_cmp timestamptz_cmp_date
timestamptz_cmp_timestamp timestamptz_eq timestamptz_eq_date timestamptz_eq_timestamp timestamptz_ge
timestamptz_ge_date timestamptz_ge_timestamp timestamptz_gt timestamptz_gt_date timestamptz_gt_timestamp
timestamptz_hash timestamptz_hash_extended timestamptz_larger timestamptz_le timestamptz_le_date
timestamptz_le_timestamp timestamptz_lt timestamptz_lt_date timestamptz_lt_timestamp timestamptz_mi
timestamptz_mi_interval timestamptz_ne timestamptz_ne_date timestamptz_ne_timestamp timestamptz_pl_interval
timestamptz_send timestamptz_smaller timetz_cmp timetz_eq timetz_ge timetz_gt timetz_hash timetz_hash_extended
timetz_larger timetz_le timetz_lt timetz_mi_interval timetz_ne timetz_pl_interval timetz_send timetz_smaller
ts_debug ts_delete ts_filter ts_headline ts_lexize ts_match_qv ts_match_tq ts_match_tt ts_match_vq ts_parse
ts_rank ts_rank_cd ts_rewrite ts_stat ts_token_type tsq_mcontained tsq_mcontains tsquery_and tsquery_cmp
tsquery_eq tsquery_ge tsquery_gt tsquery_le tsquery_lt tsquery_ne tsquery_not tsquery_or tsquery_phrase
tsvector_cmp tsvector_concat tsvector_eq tsvector_ge tsvector_gt tsvector_le tsvector_lt tsvector_ne
tsvector_to_array txid_current txid_current_if_assigned txid_current_snapshot txid_snapshot_send
txid_snapshot_xip txid_snapshot_xmax txid_snapshot_xmin txid_status txid_visible_in_snapshot uuid_cmp uuid_eq
uuid_extract_timestamp uuid_extract_version uuid_ge uuid_gt uuid_hash uuid_hash_extended uuid_le uuid_lt
uuid_ne uuid_send varbit varbit_send varbitcmp varbiteq varbitge varbitgt varbitle varbitlt varbitne
varbittypmodin void_send xid xid8_larger xid8_smaller xid8cmp xid8eq xid8ge xid8gt xid8le xid8lt xid8ne
xid8send xideq xideqint4 xidneq xidneqint4 xidsend)";

}  // namespace impact
