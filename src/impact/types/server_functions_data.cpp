// What a server brings itself, as its catalog lists it: pg_type, pg_cast, pg_operator, pg_proc of PostgreSQL 13 to
// 18, and since which major where not since 13. expression_types_test.cpp asks a server about every entry.
#include "impact/types/server_objects.h"

namespace impact {

// name(arguments>result:volatility, a aggregate, w window, +defaults, ... variadic, @since; * for a set
const std::string_view server_functions = R"(
abbrev(inet>text:i;cidr>text:i
abs(float4>float4:i;float8>float8:i;int8>int8:i;int4>int4:i;int2>int2:i;numeric>numeric:i
aclcontains(aclitem[],aclitem>bool:i acldefault("char",oid>aclitem[]:i aclexplode(aclitem[]>*record:s
aclinsert(aclitem[],aclitem>aclitem[]:i aclremove(aclitem[],aclitem>aclitem[]:i acos(float8>float8:i
acosd(float8>float8:i acosh(float8>float8:i
age(xid>int4:s;timestamptz,timestamptz>interval:i;timestamptz>interval:s;timestamp,timestamp>interval:i
age(timestamp>interval:s amvalidate(oid>bool:v any_value(anyelement>anyelement:ia@16
area(box>float8:i;circle>float8:i;path>float8:i array_agg(anynonarray>anyarray:ia;anyarray>anyarray:ia
array_append(anyarray,anyelement>anyarray:i;anycompatiblearray,anycompatible>anycompatiblearray:i@14
array_cat(anyarray,anyarray>anyarray:i;anycompatiblearray,anycompatiblearray>anycompatiblearray:i@14
array_dims(anyarray>text:i array_fill(anyelement,int4[]>anyarray:i;anyelement,int4[],int4[]>anyarray:i
array_length(anyarray,int4>int4:i array_lower(anyarray,int4>int4:i array_ndims(anyarray>int4:i
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
array_to_json(anyarray>json:s;anyarray,bool>json:s array_to_string(anyarray,text>text:s;anyarray,text,text>text:s
array_to_tsvector(text[]>tsvector:i array_upper(anyarray,int4>int4:i arraycontained(anyarray,anyarray>bool:i
arraycontains(anyarray,anyarray>bool:i arrayoverlap(anyarray,anyarray>bool:i ascii(text>int4:i asin(float8>float8:i
asind(float8>float8:i asinh(float8>float8:i atan(float8>float8:i atan2(float8,float8>float8:i
atan2d(float8,float8>float8:i atand(float8>float8:i atanh(float8>float8:i
avg(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;numeric>numeric:ia;float4>float8:ia;float8>float8:ia
avg(interval>interval:ia bit(int4,int4>bit:i;bit,int4,bool>bit:i;int8,int4>bit:i
bit_and(bit>bit:ia;int2>int2:ia;int4>int4:ia;int8>int8:ia bit_count(bytea>int8:i@14;bit>int8:i@14
bit_length(bytea>int4:i;text>int4:i;bit>int4:i bit_or(bit>bit:ia;int2>int2:ia;int4>int4:ia;int8>int8:ia
bit_xor(bit>bit:ia@14;int2>int2:ia@14;int4>int4:ia@14;int8>int8:ia@14 bool(jsonb>bool:i;int4>bool:i
bool_and(bool>bool:ia bool_or(bool>bool:ia bound_box(box,box>box:i
box(point,point>box:i;polygon>box:i;point>box:i;circle>box:i
bpchar("char">bpchar:i;bpchar,int4,bool>bpchar:i;name>bpchar:i broadcast(inet>inet:i
btrim(bytea,bytea>bytea:i;text,text>text:i;text>text:i bytea(int2>bytea:i@18;int4>bytea:i@18;int8>bytea:i@18
cardinality(anyarray>int4:i casefold(text>text:i@18 cash_words(money>text:i cashlarger(money,money>money:i
cashsmaller(money,money>money:i cbrt(float8>float8:i ceil(float8>float8:i;numeric>numeric:i
ceiling(float8>float8:i;numeric>numeric:i center(box>point:i;circle>point:i char(int4>"char":i;text>"char":i
char_length(bpchar>int4:i;text>int4:i character_length(bpchar>int4:i;text>int4:i chr(int4>text:i cidr(inet>cidr:i
circle(point,float8>circle:i;polygon>circle:i;box>circle:i clock_timestamp(>timestamptz:v
col_description(oid,int4>text:s concat(any>text:s... concat_ws(text,any>text:s... convert(bytea,name,name>bytea:s
convert_from(bytea,name>text:s convert_to(text,name>bytea:s corr(float8,float8>float8:ia cos(float8>float8:i
cosd(float8>float8:i cosh(float8>float8:i cot(float8>float8:i cotd(float8>float8:i count(any>int8:ia;>int8:ia
covar_pop(float8,float8>float8:ia covar_samp(float8,float8>float8:ia crc32(bytea>int8:i@18 crc32c(bytea>int8:i@18
cume_dist(>float8:iw;any>float8:ia... current_database(>name:s current_query(>text:v current_schema(>name:s
current_schemas(bool>name[]:s current_setting(text,bool>text:s;text>text:s current_user(>name:s
currtid(oid,tid>tid:v currtid2(text,tid>tid:v currval(regclass>int8:v
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
dexp(float8>float8:i diagonal(box>lseg:i diameter(circle>float8:i div(numeric,numeric>numeric:i
dlog1(float8>float8:i dlog10(float8>float8:i dpow(float8,float8>float8:i dround(float8>float8:i
dsqrt(float8>float8:i dtrunc(float8>float8:i encode(bytea,text>text:i enum_first(anyenum>anyenum:s
enum_last(anyenum>anyenum:s enum_range(anyenum,anyenum>anyarray:s;anyenum>anyarray:s enum_send(anyenum>bytea:s
erf(float8>float8:i@16 erfc(float8>float8:i@16 every(bool>bool:ia exp(float8>float8:i;numeric>numeric:i
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
get_byte(bytea,int4>int4:i get_current_ts_config(>regconfig:s getpgusername(>name:s
has_any_column_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_any_column_privilege(oid,text>bool:s;text,text>bool:s
has_column_privilege(name,oid,int2,text>bool:s;name,oid,text,text>bool:s;name,text,int2,text>bool:s
has_column_privilege(name,text,text,text>bool:s;oid,int2,text>bool:s;oid,oid,int2,text>bool:s
has_column_privilege(oid,oid,text,text>bool:s;oid,text,int2,text>bool:s;oid,text,text,text>bool:s
has_column_privilege(oid,text,text>bool:s;text,int2,text>bool:s;text,text,text>bool:s
has_database_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_database_privilege(oid,text>bool:s;text,text>bool:s
has_foreign_data_wrapper_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s
has_foreign_data_wrapper_privilege(oid,text,text>bool:s;oid,text>bool:s;text,text>bool:s
has_function_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_function_privilege(oid,text>bool:s;text,text>bool:s
has_language_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_language_privilege(oid,text>bool:s;text,text>bool:s
has_largeobject_privilege(name,oid,text>bool:s@18;oid,oid,text>bool:s@18;oid,text>bool:s@18
has_parameter_privilege(name,text,text>bool:s@15;oid,text,text>bool:s@15;text,text>bool:s@15
has_schema_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_schema_privilege(oid,text>bool:s;text,text>bool:s
has_sequence_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_sequence_privilege(oid,text>bool:s;text,text>bool:s
has_server_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_server_privilege(oid,text>bool:s;text,text>bool:s
has_table_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_table_privilege(oid,text>bool:s;text,text>bool:s
has_tablespace_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_tablespace_privilege(oid,text>bool:s;text,text>bool:s
has_type_privilege(name,oid,text>bool:s;name,text,text>bool:s;oid,oid,text>bool:s;oid,text,text>bool:s
has_type_privilege(oid,text>bool:s;text,text>bool:s height(box>float8:i host(inet>text:i hostmask(inet>inet:i
icu_unicode_version(>text:i@17 inet_client_addr(>inet:s inet_client_port(>int4:s inet_same_family(inet,inet>bool:i
inet_server_addr(>inet:s inet_server_port(>int4:s inetand(inet,inet>inet:i inetmi(inet,inet>int8:i
inetmi_int8(inet,int8>inet:i inetnot(inet>inet:i inetor(inet,inet>inet:i inetpl(inet,int8>inet:i initcap(text>text:i
int2(float8>int2:i;float4>int2:i;int4>int2:i;int8>int2:i;numeric>int2:i;jsonb>int2:i;bytea>int2:i@18
int4("char">int4:i;int2>int4:i;float8>int4:i;float4>int4:i;int8>int4:i;bit>int4:i;numeric>int4:i;jsonb>int4:i
int4(bool>int4:i;bytea>int4:i@18
int4multirange(>int4multirange:i@14;int4range>int4multirange:i@14;int4range[]>int4multirange:i...@14
int4range(int4,int4,text>int4range:i;int4,int4>int4range:i
int8(int4>int8:i;float8>int8:i;float4>int8:i;int2>int8:i;oid>int8:i;numeric>int8:i;jsonb>int8:i;bit>int8:i
int8(bytea>int8:i@18
int8multirange(>int8multirange:i@14;int8range>int8multirange:i@14;int8range[]>int8multirange:i...@14
int8range(int8,int8,text>int8range:i;int8,int8>int8range:i integer_pl_date(int4,date>date:i
interval(interval,int4>interval:i;time>interval:i intervaltypmodin(cstring[]>int4:i is_normalized(text,text>bool:i+1
isclosed(path>bool:i isempty(anymultirange>bool:i@14
isfinite(date>bool:i;interval>bool:i;timestamp>bool:i;timestamptz>bool:i
ishorizontal(line>bool:i;lseg>bool:i;point,point>bool:i isopen(path>bool:i
isparallel(line,line>bool:i;lseg,lseg>bool:i isperp(line,line>bool:i;lseg,lseg>bool:i
isvertical(line>bool:i;lseg>bool:i;point,point>bool:i json_agg(anyelement>json:sa
json_agg_strict(anyelement>json:sa@16 json_array_element(json,int4>json:i json_array_element_text(json,int4>text:i
json_array_elements(json>*json:i json_array_elements_text(json>*text:i json_array_length(json>int4:i
json_build_array(any>json:s...;>json:s json_build_object(any>json:s...;>json:s json_each(json>*record:i
json_each_text(json>*record:i json_extract_path(json,text[]>json:i... json_extract_path_text(json,text[]>text:i...
json_object(text[]>json:i;text[],text[]>json:i json_object_agg(any,any>json:sa
json_object_agg_strict(any,any>json:sa@16 json_object_agg_unique(any,any>json:sa@16
json_object_agg_unique_strict(any,any>json:sa@16 json_object_field(json,text>json:i
json_object_field_text(json,text>text:i json_object_keys(json>*text:i
json_populate_record(anyelement,json,bool>anyelement:s+1
json_populate_recordset(anyelement,json,bool>*anyelement:s+1 json_strip_nulls(json>json:i;json,bool>json:i+1@18
json_to_record(json>record:s json_to_recordset(json>*record:s
json_to_tsvector(json,jsonb>tsvector:s;regconfig,json,jsonb>tsvector:i json_typeof(json>text:i
jsonb_agg(anyelement>jsonb:sa jsonb_agg_strict(anyelement>jsonb:sa@16 jsonb_array_element(jsonb,int4>jsonb:i
jsonb_array_element_text(jsonb,int4>text:i jsonb_array_elements(jsonb>*jsonb:i
jsonb_array_elements_text(jsonb>*text:i jsonb_array_length(jsonb>int4:i jsonb_build_array(any>jsonb:s...;>jsonb:s
jsonb_build_object(any>jsonb:s...;>jsonb:s jsonb_concat(jsonb,jsonb>jsonb:i jsonb_contained(jsonb,jsonb>bool:i
jsonb_contains(jsonb,jsonb>bool:i jsonb_delete(jsonb,text>jsonb:i;jsonb,int4>jsonb:i;jsonb,text[]>jsonb:i...
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
jsonb_path_query(jsonb,jsonpath,jsonb,bool>*jsonb:i+2 jsonb_path_query_array(jsonb,jsonpath,jsonb,bool>jsonb:i+2
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
length(tsvector>int4:i lgamma(float8>float8:i@18 like(bytea,bytea>bool:i;name,text>bool:i;text,text>bool:i
line(point,point>line:i ln(float8>float8:i;numeric>numeric:i lo_close(int4>int4:v lo_creat(int4>oid:v
lo_create(oid>oid:v lo_export(oid,text>int4:v lo_from_bytea(oid,bytea>oid:v lo_get(oid,int8,int4>bytea:v;oid>bytea:v
lo_import(text,oid>oid:v;text>oid:v lo_lseek(int4,int4,int4>int4:v lo_lseek64(int4,int8,int4>int8:v
lo_open(oid,int4>int4:v lo_put(oid,int8,bytea>void:v lo_tell(int4>int4:v lo_tell64(int4>int8:v
lo_truncate(int4,int4>int4:v lo_truncate64(int4,int8>int4:v lo_unlink(oid>int4:v
log(float8>float8:i;numeric,numeric>numeric:i;numeric>numeric:i log10(float8>float8:i;numeric>numeric:i
loread(int4,int4>bytea:v lower(anyrange>anyelement:i;text>text:i;anymultirange>anyelement:i@14
lower_inc(anyrange>bool:i;anymultirange>bool:i@14 lower_inf(anyrange>bool:i;anymultirange>bool:i@14
lowrite(int4,bytea>int4:v lpad(text,int4,text>text:i;text,int4>text:i lseg(point,point>lseg:i;box>lseg:i
ltrim(text,text>text:i;text>text:i;bytea,bytea>bytea:i@14 macaddr(macaddr8>macaddr:i macaddr8(macaddr>macaddr8:i
macaddr8_set7bit(macaddr8>macaddr8:i make_date(int4,int4,int4>date:i
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
pg_advisory_lock(int4,int4>void:v;int8>void:v pg_advisory_unlock(int4,int4>bool:v;int8>bool:v
pg_advisory_unlock_all(>void:v pg_advisory_xact_lock(int4,int4>void:v;int8>void:v pg_backend_pid(>int4:s
pg_blocking_pids(int4>int4[]:v pg_client_encoding(>name:s pg_column_size(any>int4:s pg_current_wal_lsn(>pg_lsn:v
pg_current_xact_id(>xid8:s pg_database_size(name>int8:v;oid>int8:v
pg_get_expr(pg_node_tree,oid,bool>text:s;pg_node_tree,oid>text:s pg_get_serial_sequence(text,text>text:s
pg_indexes_size(regclass>int8:v pg_is_in_recovery(>bool:v pg_notify(text,text>void:v
pg_postmaster_start_time(>timestamptz:s pg_relation_size(regclass,text>int8:v;regclass>int8:v
pg_size_bytes(text>int8:i pg_size_pretty(int8>text:i;numeric>text:i pg_sleep(float8>void:v
pg_table_size(regclass>int8:v pg_total_relation_size(regclass>int8:v
pg_try_advisory_lock(int4,int4>bool:v;int8>bool:v pg_try_advisory_xact_lock(int4,int4>bool:v;int8>bool:v
pg_typeof(any>regtype:s pg_wal_lsn_diff(pg_lsn,pg_lsn>numeric:i
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
quote_literal(text>text:i;anyelement>text:s quote_nullable(text>text:i;anyelement>text:s radians(float8>float8:i
radius(circle>float8:i random(>float8:v;int4,int4>int4:v@17;int8,int8>int8:v@17;numeric,numeric>numeric:v@17
random_normal(float8,float8>float8:v+2@16 range_agg(anymultirange>anymultirange:ia@15;anyrange>anymultirange:ia@14
range_intersect_agg(anymultirange>anymultirange:ia@14;anyrange>anyrange:ia@14
range_merge(anyrange,anyrange>anyrange:i;anymultirange>anyrange:i@14 rank(>int8:iw;any>int8:ia...
regclass(text>regclass:s regclasssend(regclass>bytea:i regcollationsend(regcollation>bytea:i
regconfigsend(regconfig>bytea:i regdictionarysend(regdictionary>bytea:i
regexp_count(text,text>int4:i@15;text,text,int4>int4:i@15;text,text,int4,text>int4:i@15
regexp_instr(text,text>int4:i@15;text,text,int4>int4:i@15;text,text,int4,int4>int4:i@15
regexp_instr(text,text,int4,int4,int4>int4:i@15;text,text,int4,int4,int4,text>int4:i@15
regexp_instr(text,text,int4,int4,int4,text,int4>int4:i@15 regexp_like(text,text>bool:i@15;text,text,text>bool:i@15
regexp_match(text,text>text[]:i;text,text,text>text[]:i regexp_matches(text,text>*text[]:i;text,text,text>*text[]:i
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
row_security_active(oid>bool:s;text>bool:s row_to_json(record>json:s;record,bool>json:s
rpad(text,int4,text>text:i;text,int4>text:i rtrim(text,text>text:i;text>text:i;bytea,bytea>bytea:i@14
satisfies_hash_partition(oid,int4,int4,any>bool:i... scale(numeric>int4:i schema_to_xml(name,bool,bool,text>xml:s
schema_to_xml_and_xmlschema(name,bool,bool,text>xml:s schema_to_xmlschema(name,bool,bool,text>xml:s
session_user(>name:s set_bit(bit,int4,int4>bit:i;bytea,int8,int4>bytea:i set_byte(bytea,int4,int4>bytea:i
set_config(text,text,bool>text:v set_masklen(cidr,int4>cidr:i;inet,int4>inet:i setseed(float8>void:v
setval(regclass,int8>int8:v;regclass,int8,bool>int8:v
setweight(tsvector,"char">tsvector:i;tsvector,"char",text[]>tsvector:i sha224(bytea>bytea:i sha256(bytea>bytea:i
sha384(bytea>bytea:i sha512(bytea>bytea:i shobj_description(oid,name>text:s sign(float8>float8:i;numeric>numeric:i
similar_escape(text,text>text:i similar_to_escape(text,text>text:i;text>text:i sin(float8>float8:i
sind(float8>float8:i sinh(float8>float8:i slope(point,point>float8:i split_part(text,text,int4>text:i
sqrt(float8>float8:i;numeric>numeric:i starts_with(text,text>bool:i statement_timestamp(>timestamptz:s
stddev(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
stddev_pop(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia
stddev_pop(numeric>numeric:ia
stddev_samp(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia
stddev_samp(numeric>numeric:ia string_agg(text,text>text:ia;bytea,bytea>bytea:ia
string_to_array(text,text>text[]:i;text,text,text>text[]:i
string_to_table(text,text>*text:i@14;text,text,text>*text:i@14 strip(tsvector>tsvector:i strpos(text,text>int4:i
substr(text,int4,int4>text:i;text,int4>text:i;bytea,int4,int4>bytea:i;bytea,int4>bytea:i
substring(text,int4,int4>text:i;text,int4>text:i;bit,int4,int4>bit:i;bit,int4>bit:i;bytea,int4,int4>bytea:i
substring(bytea,int4>bytea:i;text,text>text:i;text,text,text>text:i
sum(int8>numeric:ia;int4>int8:ia;int2>int8:ia;float4>float4:ia;float8>float8:ia;money>money:ia
sum(interval>interval:ia;numeric>numeric:ia system_user(>text:s@16 table_to_xml(regclass,bool,bool,text>xml:s
table_to_xml_and_xmlschema(regclass,bool,bool,text>xml:s table_to_xmlschema(regclass,bool,bool,text>xml:s
tan(float8>float8:i tand(float8>float8:i tanh(float8>float8:i
text(bpchar>text:i;name>text:i;"char">text:i;inet>text:i;bool>text:i;xml>text:i textanycat(text,anynonarray>text:s
textcat(text,text>text:i textgename(text,name>bool:i textgtname(text,name>bool:i textlen(text>int4:i
textlename(text,name>bool:i textltname(text,name>bool:i textsend(text>bytea:s
time(timestamp>time:i;interval>time:i;time,int4>time:i;timestamptz>time:s;timetz>time:i
timedate_pl(time,date>timestamp:i timeofday(>text:v
timestamp(timestamp,int4>timestamp:i;date>timestamp:i;date,time>timestamp:i;timestamptz>timestamp:s
timestamptypmodin(cstring[]>int4:i timestamptz(date>timestamptz:s;date,time>timestamptz:s;date,timetz>timestamptz:i
timestamptz(timestamptz,int4>timestamptz:i;timestamp>timestamptz:s timestamptztypmodin(cstring[]>int4:i
timetypmodin(cstring[]>int4:i timetz(timestamptz>timetz:s;timetz,int4>timetz:i;time>timetz:s
timetzdate_pl(timetz,date>timestamptz:i timetztypmodin(cstring[]>int4:i
timezone(interval,timestamptz>timestamp:i;text,timestamptz>timestamp:i;text,timetz>timetz:s
timezone(interval,timetz>timetz:i;text,timestamp>timestamptz:i;interval,timestamp>timestamptz:i
timezone(timestamptz>timestamp:s@17;timetz>timetz:s@17;timestamp>timestamptz:s@17
to_ascii(text>text:i;text,int4>text:i;text,name>text:i to_bin(int4>text:i@17;int8>text:i@17
to_char(timestamptz,text>text:s;numeric,text>text:s;int4,text>text:s;int8,text>text:s;float4,text>text:s
to_char(float8,text>text:s;interval,text>text:s;timestamp,text>text:s to_date(text,text>date:s
to_hex(int4>text:i;int8>text:i to_json(anyelement>json:s to_jsonb(anyelement>jsonb:s to_number(text,text>numeric:s
to_oct(int4>text:i@17;int8>text:i@17 to_regclass(text>regclass:s to_regcollation(text>regcollation:s
to_regnamespace(text>regnamespace:s to_regoper(text>regoper:s to_regoperator(text>regoperator:s
to_regproc(text>regproc:s to_regprocedure(text>regprocedure:s to_regrole(text>regrole:s to_regtype(text>regtype:s
to_regtypemod(text>int4:s@17 to_timestamp(float8>timestamptz:i;text,text>timestamptz:s
to_tsquery(regconfig,text>tsquery:i;text>tsquery:s
to_tsvector(regconfig,text>tsvector:i;text>tsvector:s;jsonb>tsvector:s;json>tsvector:s
to_tsvector(regconfig,jsonb>tsvector:i;regconfig,json>tsvector:i transaction_timestamp(>timestamptz:s
translate(text,text,text>text:i trim_array(anyarray,int4>anyarray:i@14 trim_scale(numeric>numeric:i
trunc(float8>float8:i;macaddr>macaddr:i;macaddr8>macaddr8:i;numeric,int4>numeric:i;numeric>numeric:i
ts_debug(regconfig,text>*record:s;text>*record:s ts_delete(tsvector,text>tsvector:i;tsvector,text[]>tsvector:i
ts_filter(tsvector,"char"[]>tsvector:i
ts_headline(json,tsquery,text>json:s;json,tsquery>json:s;jsonb,tsquery,text>jsonb:s;jsonb,tsquery>jsonb:s
ts_headline(regconfig,json,tsquery,text>json:i;regconfig,json,tsquery>json:i
ts_headline(regconfig,jsonb,tsquery,text>jsonb:i;regconfig,jsonb,tsquery>jsonb:i
ts_headline(regconfig,text,tsquery,text>text:i;regconfig,text,tsquery>text:i;text,tsquery,text>text:s
ts_headline(text,tsquery>text:s ts_lexize(regdictionary,text>text[]:i
ts_parse(oid,text>*record:i;text,text>*record:s
ts_rank(float4[],tsvector,tsquery,int4>float4:i;float4[],tsvector,tsquery>float4:i
ts_rank(tsvector,tsquery,int4>float4:i;tsvector,tsquery>float4:i
ts_rank_cd(float4[],tsvector,tsquery,int4>float4:i;float4[],tsvector,tsquery>float4:i
ts_rank_cd(tsvector,tsquery,int4>float4:i;tsvector,tsquery>float4:i
ts_rewrite(tsquery,text>tsquery:v;tsquery,tsquery,tsquery>tsquery:i ts_stat(text,text>*record:v;text>*record:v
ts_token_type(oid>*record:i;text>*record:s
tsmultirange(>tsmultirange:i@14;tsrange>tsmultirange:i@14;tsrange[]>tsmultirange:i...@14
tsquery_phrase(tsquery,tsquery,int4>tsquery:i tsquerysend(tsquery>bytea:i
tsrange(timestamp,timestamp>tsrange:i;timestamp,timestamp,text>tsrange:i
tsrange_subdiff(timestamp,timestamp>float8:i
tstzmultirange(>tstzmultirange:i@14;tstzrange>tstzmultirange:i@14;tstzrange[]>tstzmultirange:i...@14
tstzrange(timestamptz,timestamptz>tstzrange:i;timestamptz,timestamptz,text>tstzrange:i
tstzrange_subdiff(timestamptz,timestamptz>float8:i tsvector_to_array(tsvector>text[]:i tsvectorsend(tsvector>bytea:i
txid_current(>int8:s txid_current_if_assigned(>int8:s txid_current_snapshot(>txid_snapshot:s
txid_snapshot_xip(txid_snapshot>*int8:i txid_snapshot_xmax(txid_snapshot>int8:i
txid_snapshot_xmin(txid_snapshot>int8:i txid_status(int8>text:v txid_visible_in_snapshot(int8,txid_snapshot>bool:i
unicode_assigned(text>bool:i@17 unicode_version(>text:i@17 unistr(text>text:i@14 unknownsend(unknown>bytea:i
unnest(anyarray>*anyelement:i;tsvector>*record:i;anymultirange>*anyrange:i@14
upper(text>text:i;anyrange>anyelement:i;anymultirange>anyelement:i@14
upper_inc(anyrange>bool:i;anymultirange>bool:i@14 upper_inf(anyrange>bool:i;anymultirange>bool:i@14
uuid_extract_timestamp(uuid>timestamptz:i@17 uuid_extract_version(uuid>int2:i@17 uuidv4(>uuid:v@18
uuidv7(>uuid:v@18;interval>uuid:v@18
var_pop(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
var_samp(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
varbit(varbit,int4,bool>varbit:i varchar(varchar,int4,bool>varchar:i;name>varchar:i varcharsend(varchar>bytea:s
varchartypmodin(cstring[]>int4:i
variance(int8>numeric:ia;int4>numeric:ia;int2>numeric:ia;float4>float8:ia;float8>float8:ia;numeric>numeric:ia
version(>text:s websearch_to_tsquery(regconfig,text>tsquery:i;text>tsquery:s width(box>float8:i
width_bucket(float8,float8,float8,int4>int4:i;anyelement,anyarray>int4:i;numeric,numeric,numeric,int4>int4:i
width_bucket(anycompatible,anycompatiblearray>int4:i@14 xid(xid8>xid:i xml(text>xml:s xml_is_well_formed(text>bool:s
xml_is_well_formed_content(text>bool:i xml_is_well_formed_document(text>bool:i xml_send(xml>bytea:s
xmlagg(xml>xml:ia xmlcomment(text>xml:i xmlconcat2(xml,xml>xml:i xmlexists(text,xml>bool:i xmltext(text>xml:i@17
xmlvalidate(xml,text>bool:i xpath(text,xml,text[]>xml[]:i;text,xml>xml[]:i
xpath_exists(text,xml,text[]>bool:i;text,xml>bool:i
)";

}  // namespace impact
