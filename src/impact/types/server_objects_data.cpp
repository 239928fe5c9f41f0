// What a server brings itself, as its catalog lists it: pg_type, pg_cast, pg_operator, pg_proc of PostgreSQL 13 to
// 18, and since which major where not since 13. expression_types_test.cpp asks a server about every entry.
#include "impact/types/server_objects.h"

namespace impact {

// name:category, p where it is the preferred type of it:volatility of its input and output function
const std::string_view server_types = R"(
name:S:ii point:G:ii lseg:G:ii box:G:ii line:G:ii int2vector:A:ii oidvector:A:ii
bool:Bp:ii bytea:U:ii "char":Z:ii int8:N:ii int2:N:ii int4:N:ii regproc:N:ss text:Sp:ii oid:Np:ii tid:U:ii
xid:U:ii cid:U:ii json:U:ii xml:U:si pg_node_tree:Z:ii pg_ndistinct:Z:ii pg_dependencies:Z:ii pg_mcv_list:Z:ii
pg_ddl_command:P:ii xid8:U:ii path:G:ii polygon:G:ii float4:N:ii float8:Np:ii unknown:X:ii circle:G:ii
money:N:ss macaddr:U:ii inet:Ip:ii cidr:I:ii macaddr8:U:ii aclitem:U:ss bpchar:S:ii varchar:S:ii date:D:ss
time:D:si timestamp:D:ss timestamptz:Dp:ss interval:Tp:ss timetz:D:si bit:V:ii varbit:Vp:ii numeric:N:ii
refcursor:U:ii regprocedure:N:ss regoper:N:ss regoperator:N:ss regclass:N:ss regcollation:N:ss regtype:N:ss
regrole:N:ss regnamespace:N:ss uuid:U:ii pg_lsn:U:ii tsvector:U:ii gtsvector:U:ii tsquery:U:ii regconfig:N:ss
regdictionary:N:ss jsonb:U:ii jsonpath:U:ii txid_snapshot:U:ii pg_snapshot:U:ii int4range:R:ss numrange:R:ss
tsrange:R:ss tstzrange:R:ss daterange:R:ss int8range:R:ss record:P:ss cstring:P:ii any:P:ii anyarray:P:is
void:P:ii trigger:P:ii event_trigger:P:ii language_handler:P:ii internal:P:ii anyelement:P:ii anynonarray:P:ii
anyenum:P:is fdw_handler:P:ii index_am_handler:P:ii tsm_handler:P:ii table_am_handler:P:ii anyrange:P:ss
anycompatible:P:ii anycompatiblearray:P:is anycompatiblenonarray:P:ii anycompatiblerange:P:ss
int4multirange:R:ss nummultirange:R:ss tsmultirange:R:ss tstzmultirange:R:ss datemultirange:R:ss
int8multirange:R:ss anymultirange:P:ss anycompatiblemultirange:P:ss pg_brin_bloom_summary:Z:ii
pg_brin_minmax_multi_summary:Z:ii)";

// from>to:context (implicit, assignment, explicit), volatility; o: through text
const std::string_view server_casts = R"(
int8>int2:ai int8>int4:ai int8>float4:ii int8>float8:ii int8>numeric:ii int2>int8:ii int2>int4:ii
int2>float4:ii int2>float8:ii int2>numeric:ii int4>int8:ii int4>int2:ai int4>float4:ii int4>float8:ii
int4>numeric:ii float4>int8:ai float4>int2:ai float4>int4:ai float4>float8:ii float4>numeric:ai float8>int8:ai
float8>int2:ai float8>int4:ai float8>float4:ai float8>numeric:ai numeric>int8:ai numeric>int2:ai
numeric>int4:ai numeric>float4:ii numeric>float8:ii money>numeric:as numeric>money:as int4>money:as
int8>money:as int4>bool:ei bool>int4:ei xid8>xid:ei int8>oid:ii int2>oid:ii int4>oid:ii oid>int8:ai oid>int4:ai
oid>regproc:ii regproc>oid:ii int8>regproc:ii int2>regproc:ii int4>regproc:ii regproc>int8:ai regproc>int4:ai
regproc>regprocedure:ii regprocedure>regproc:ii oid>regprocedure:ii regprocedure>oid:ii int8>regprocedure:ii
int2>regprocedure:ii int4>regprocedure:ii regprocedure>int8:ai regprocedure>int4:ai oid>regoper:ii
regoper>oid:ii int8>regoper:ii int2>regoper:ii int4>regoper:ii regoper>int8:ai regoper>int4:ai
regoper>regoperator:ii regoperator>regoper:ii oid>regoperator:ii regoperator>oid:ii int8>regoperator:ii
int2>regoperator:ii int4>regoperator:ii regoperator>int8:ai regoperator>int4:ai oid>regclass:ii regclass>oid:ii
int8>regclass:ii int2>regclass:ii int4>regclass:ii regclass>int8:ai regclass>int4:ai oid>regcollation:ii
regcollation>oid:ii int8>regcollation:ii int2>regcollation:ii int4>regcollation:ii regcollation>int8:ai
regcollation>int4:ai oid>regtype:ii regtype>oid:ii int8>regtype:ii int2>regtype:ii int4>regtype:ii
regtype>int8:ai regtype>int4:ai oid>regconfig:ii regconfig>oid:ii int8>regconfig:ii int2>regconfig:ii
int4>regconfig:ii regconfig>int8:ai regconfig>int4:ai oid>regdictionary:ii regdictionary>oid:ii
int8>regdictionary:ii int2>regdictionary:ii int4>regdictionary:ii regdictionary>int8:ai regdictionary>int4:ai
text>regclass:is varchar>regclass:is oid>regrole:ii regrole>oid:ii int8>regrole:ii int2>regrole:ii
int4>regrole:ii regrole>int8:ai regrole>int4:ai oid>regnamespace:ii regnamespace>oid:ii int8>regnamespace:ii
int2>regnamespace:ii int4>regnamespace:ii regnamespace>int8:ai regnamespace>int4:ai text>bpchar:ii
text>varchar:ii bpchar>text:ii bpchar>varchar:ii varchar>text:ii varchar>bpchar:ii "char">text:ii
"char">bpchar:ai "char">varchar:ai name>text:ii name>bpchar:ai name>varchar:ai text>"char":ai bpchar>"char":ai
varchar>"char":ai text>name:ii bpchar>name:ii varchar>name:ii "char">int4:ei int4>"char":ei
pg_node_tree>text:ii pg_ndistinct>bytea:ii pg_ndistinct>text:io pg_dependencies>bytea:ii
pg_dependencies>text:io pg_mcv_list>bytea:ii pg_mcv_list>text:io date>timestamp:ii date>timestamptz:is
time>interval:ii time>timetz:is timestamp>date:ai timestamp>time:ai timestamp>timestamptz:is
timestamptz>date:as timestamptz>time:as timestamptz>timestamp:as timestamptz>timetz:as interval>time:ai
timetz>time:ai point>box:ai lseg>point:ei path>point:ei path>polygon:ai box>point:ei box>lseg:ei box>polygon:ai
box>circle:ei polygon>point:ei polygon>path:ai polygon>box:ei polygon>circle:ei circle>point:ei circle>box:ei
circle>polygon:ei macaddr>macaddr8:ii macaddr8>macaddr:ii cidr>inet:ii inet>cidr:ai bit>varbit:ii varbit>bit:ii
int8>bit:ei int4>bit:ei bit>int8:ei bit>int4:ei cidr>text:ai inet>text:ai bool>text:ai xml>text:ai text>xml:es
cidr>varchar:ai inet>varchar:ai bool>varchar:ai xml>varchar:ai varchar>xml:es cidr>bpchar:ai inet>bpchar:ai
bool>bpchar:ai xml>bpchar:ai bpchar>xml:es bpchar>bpchar:ii varchar>varchar:ii time>time:ii
timestamp>timestamp:ii timestamptz>timestamptz:ii interval>interval:ii timetz>timetz:ii bit>bit:ii
varbit>varbit:ii numeric>numeric:ii json>jsonb:ao jsonb>json:ao jsonb>bool:ei jsonb>numeric:ei jsonb>int2:ei
jsonb>int4:ei jsonb>int8:ei jsonb>float4:ei jsonb>float8:ei int4range>int4multirange:ei
int8range>int8multirange:ei numrange>nummultirange:ei daterange>datemultirange:ei tsrange>tsmultirange:ei
tstzrange>tstzmultirange:ei int2>bytea:ei@18 int4>bytea:ei@18 int8>bytea:ei@18 bytea>int2:ei@18 bytea>int4:ei@18 bytea>int8:ei@18)";

// name(left,right>result:volatility@since
const std::string_view server_operators = R"(
<(bool,bool>bool:i;int2,int2>bool:i;int4,int4>bool:i;xid8,xid8>bool:i;"char","char">bool:i;box,box>bool:i
<(int2,int4>bool:i;int4,int2>bool:i;name,text>bool:i;text,name>bool:i;float4,float4>bool:i
<(float8,float8>bool:i;float4,float8>bool:i;float8,float4>bool:i;int8,int8>bool:i;int8,int4>bool:i
<(name,name>bool:i;oidvector,oidvector>bool:i;oid,oid>bool:i;text,text>bool:i;anyarray,anyarray>bool:i
<(int4,int8>bool:i;money,money>bool:i;path,path>bool:i;bpchar,bpchar>bool:i;date,date>bool:i;time,time>bool:i
<(timestamptz,timestamptz>bool:i;interval,interval>bool:i;tid,tid>bool:i;timetz,timetz>bool:i
<(circle,circle>bool:i;lseg,lseg>bool:i;bit,bit>bool:i;varbit,varbit>bool:i;macaddr,macaddr>bool:i
<(macaddr8,macaddr8>bool:i;inet,inet>bool:i;numeric,numeric>bool:i;int2,int8>bool:i;int8,int2>bool:i
<(bytea,bytea>bool:i;timestamp,timestamp>bool:i;date,timestamp>bool:i;date,timestamptz>bool:s
<(timestamp,date>bool:i;timestamptz,date>bool:s;timestamp,timestamptz>bool:s;timestamptz,timestamp>bool:s
<(uuid,uuid>bool:i;pg_lsn,pg_lsn>bool:i;anyenum,anyenum>bool:i;tsvector,tsvector>bool:i
<(tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;record,record>bool:i;anyrange,anyrange>bool:i
<(anymultirange,anymultirange>bool:i@14
>(bool,bool>bool:i;xid8,xid8>bool:i;"char","char">bool:i;box,box>bool:i;int2,int2>bool:i;int4,int4>bool:i
>(int2,int4>bool:i;int4,int2>bool:i;name,text>bool:i;text,name>bool:i;float4,float4>bool:i
>(float8,float8>bool:i;float4,float8>bool:i;float8,float4>bool:i;int8,int8>bool:i;int8,int4>bool:i
>(name,name>bool:i;oidvector,oidvector>bool:i;text,text>bool:i;anyarray,anyarray>bool:i;int4,int8>bool:i
>(money,money>bool:i;path,path>bool:i;bpchar,bpchar>bool:i;date,date>bool:i;time,time>bool:i
>(timestamptz,timestamptz>bool:i;interval,interval>bool:i;tid,tid>bool:i;timetz,timetz>bool:i
>(circle,circle>bool:i;lseg,lseg>bool:i;bit,bit>bool:i;oid,oid>bool:i;varbit,varbit>bool:i
>(macaddr,macaddr>bool:i;macaddr8,macaddr8>bool:i;inet,inet>bool:i;numeric,numeric>bool:i;int2,int8>bool:i
>(int8,int2>bool:i;bytea,bytea>bool:i;timestamp,timestamp>bool:i;date,timestamp>bool:i
>(date,timestamptz>bool:s;timestamp,date>bool:i;timestamptz,date>bool:s;timestamp,timestamptz>bool:s
>(timestamptz,timestamp>bool:s;uuid,uuid>bool:i;pg_lsn,pg_lsn>bool:i;anyenum,anyenum>bool:i
>(tsvector,tsvector>bool:i;tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;record,record>bool:i
>(anyrange,anyrange>bool:i;anymultirange,anymultirange>bool:i@14
=(bool,bool>bool:i;"char","char">bool:i;name,name>bool:i;int2,int2>bool:i;int4,int4>bool:i;text,text>bool:i
=(xid,xid>bool:i;xid8,xid8>bool:i;cid,cid>bool:i;box,box>bool:i;int2,int4>bool:i;int4,int2>bool:i
=(oid,oid>bool:i;name,text>bool:i;text,name>bool:i;float4,float4>bool:i;float8,float8>bool:i
=(float4,float8>bool:i;float8,float4>bool:i;int8,int8>bool:i;int8,int4>bool:i;oidvector,oidvector>bool:i
=(anyarray,anyarray>bool:i;int4,int8>bool:i;money,money>bool:i;path,path>bool:i;lseg,lseg>bool:i
=(aclitem,aclitem>bool:i;bpchar,bpchar>bool:i;date,date>bool:i;time,time>bool:i
=(timestamptz,timestamptz>bool:i;interval,interval>bool:i;tid,tid>bool:i;xid,int4>bool:i;timetz,timetz>bool:i
=(circle,circle>bool:i;line,line>bool:i;bit,bit>bool:i;varbit,varbit>bool:i;macaddr,macaddr>bool:i
=(macaddr8,macaddr8>bool:i;inet,inet>bool:i;numeric,numeric>bool:i;int2,int8>bool:i;int8,int2>bool:i
=(bytea,bytea>bool:i;timestamp,timestamp>bool:i;date,timestamp>bool:i;date,timestamptz>bool:s
=(timestamp,date>bool:i;timestamptz,date>bool:s;timestamp,timestamptz>bool:s;timestamptz,timestamp>bool:s
=(uuid,uuid>bool:i;pg_lsn,pg_lsn>bool:i;anyenum,anyenum>bool:i;tsvector,tsvector>bool:i
=(tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;record,record>bool:i;anyrange,anyrange>bool:i
=(anymultirange,anymultirange>bool:i@14 ^@(text,text>bool:i
<>(xid,xid>bool:i;xid8,xid8>bool:i;"char","char">bool:i;bool,bool>bool:i;int4,int4>bool:i;int2,int2>bool:i
<>(text,text>bool:i;int2,int4>bool:i;int4,int2>bool:i;oid,oid>bool:i;name,text>bool:i;text,name>bool:i
<>(float4,float4>bool:i;float8,float8>bool:i;float4,float8>bool:i;float8,float4>bool:i;int8,int8>bool:i
<>(int8,int4>bool:i;name,name>bool:i;oidvector,oidvector>bool:i;anyarray,anyarray>bool:i;int4,int8>bool:i
<>(money,money>bool:i;point,point>bool:i;bpchar,bpchar>bool:i;date,date>bool:i;time,time>bool:i
<>(timestamptz,timestamptz>bool:i;interval,interval>bool:i;tid,tid>bool:i;xid,int4>bool:i
<>(timetz,timetz>bool:i;circle,circle>bool:i;lseg,lseg>bool:i;bit,bit>bool:i;varbit,varbit>bool:i
<>(macaddr,macaddr>bool:i;macaddr8,macaddr8>bool:i;inet,inet>bool:i;numeric,numeric>bool:i;int2,int8>bool:i
<>(int8,int2>bool:i;bytea,bytea>bool:i;timestamp,timestamp>bool:i;date,timestamp>bool:i
<>(date,timestamptz>bool:s;timestamp,date>bool:i;timestamptz,date>bool:s;timestamp,timestamptz>bool:s
<>(timestamptz,timestamp>bool:s;uuid,uuid>bool:i;pg_lsn,pg_lsn>bool:i;anyenum,anyenum>bool:i
<>(tsvector,tsvector>bool:i;tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;record,record>bool:i
<>(anyrange,anyrange>bool:i;anymultirange,anymultirange>bool:i@14
<=(xid8,xid8>bool:i;"char","char">bool:i;box,box>bool:i;int2,int2>bool:i;int4,int4>bool:i;int2,int4>bool:i
<=(int4,int2>bool:i;name,text>bool:i;text,name>bool:i;float4,float4>bool:i;float8,float8>bool:i
<=(float4,float8>bool:i;float8,float4>bool:i;int8,int8>bool:i;int8,int4>bool:i;name,name>bool:i
<=(oidvector,oidvector>bool:i;oid,oid>bool:i;text,text>bool:i;anyarray,anyarray>bool:i;int4,int8>bool:i
<=(money,money>bool:i;path,path>bool:i;bpchar,bpchar>bool:i;date,date>bool:i;time,time>bool:i
<=(timestamptz,timestamptz>bool:i;interval,interval>bool:i;tid,tid>bool:i;timetz,timetz>bool:i
<=(circle,circle>bool:i;lseg,lseg>bool:i;bit,bit>bool:i;varbit,varbit>bool:i;macaddr,macaddr>bool:i
<=(macaddr8,macaddr8>bool:i;inet,inet>bool:i;bool,bool>bool:i;numeric,numeric>bool:i;int2,int8>bool:i
<=(int8,int2>bool:i;bytea,bytea>bool:i;timestamp,timestamp>bool:i;date,timestamp>bool:i
<=(date,timestamptz>bool:s;timestamp,date>bool:i;timestamptz,date>bool:s;timestamp,timestamptz>bool:s
<=(timestamptz,timestamp>bool:s;uuid,uuid>bool:i;pg_lsn,pg_lsn>bool:i;anyenum,anyenum>bool:i
<=(tsvector,tsvector>bool:i;tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;record,record>bool:i
<=(anyrange,anyrange>bool:i;anymultirange,anymultirange>bool:i@14
>=(xid8,xid8>bool:i;"char","char">bool:i;box,box>bool:i;int4,int4>bool:i;int2,int2>bool:i;int2,int4>bool:i
>=(int4,int2>bool:i;name,text>bool:i;text,name>bool:i;float4,float4>bool:i;float8,float8>bool:i
>=(float4,float8>bool:i;float8,float4>bool:i;int8,int8>bool:i;int8,int4>bool:i;name,name>bool:i
>=(oidvector,oidvector>bool:i;text,text>bool:i;anyarray,anyarray>bool:i;int4,int8>bool:i;money,money>bool:i
>=(path,path>bool:i;bpchar,bpchar>bool:i;date,date>bool:i;time,time>bool:i;timestamptz,timestamptz>bool:i
>=(interval,interval>bool:i;tid,tid>bool:i;timetz,timetz>bool:i;circle,circle>bool:i;lseg,lseg>bool:i
>=(bit,bit>bool:i;oid,oid>bool:i;varbit,varbit>bool:i;macaddr,macaddr>bool:i;macaddr8,macaddr8>bool:i
>=(inet,inet>bool:i;bool,bool>bool:i;numeric,numeric>bool:i;int2,int8>bool:i;int8,int2>bool:i
>=(bytea,bytea>bool:i;timestamp,timestamp>bool:i;date,timestamp>bool:i;date,timestamptz>bool:s
>=(timestamp,date>bool:i;timestamptz,date>bool:s;timestamp,timestamptz>bool:s;timestamptz,timestamp>bool:s
>=(uuid,uuid>bool:i;pg_lsn,pg_lsn>bool:i;anyenum,anyenum>bool:i;tsvector,tsvector>bool:i
>=(tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;record,record>bool:i;anyrange,anyrange>bool:i
>=(anymultirange,anymultirange>bool:i@14
~(name,text>bool:i;text,text>bool:i;box,box>bool:i;polygon,polygon>bool:i;aclitem[],aclitem>bool:i
~(path,point>bool:i;polygon,point>bool:i;circle,circle>bool:i;circle,point>bool:i;bpchar,text>bool:i
~(,bit>bit:i;,macaddr>macaddr:i;,macaddr8>macaddr8:i;,inet>inet:i;,int2>int2:i;,int4>int4:i;,int8>int8:i
!~(name,text>bool:i;text,text>bool:i;bpchar,text>bool:i
||(text,text>text:i;anyarray,anyelement>anyarray:i;anyelement,anyarray>anyarray:i
||(anyarray,anyarray>anyarray:i;varbit,varbit>varbit:i;text,anynonarray>text:s;anynonarray,text>text:s
||(bytea,bytea>bytea:i;tsvector,tsvector>tsvector:i;tsquery,tsquery>tsquery:i;jsonb,jsonb>jsonb:i
||(anycompatiblearray,anycompatible>anycompatiblearray:i@14
||(anycompatible,anycompatiblearray>anycompatiblearray:i@14
||(anycompatiblearray,anycompatiblearray>anycompatiblearray:i@14 !!(,int8>numeric:i;,tsquery>tsquery:i
!(int8,->numeric:i >^(box,box>bool:i;point,point>bool:i <^(box,box>bool:i;point,point>bool:i
?#(box,box>bool:i;lseg,line>bool:i;line,box>bool:i;lseg,box>bool:i;path,path>bool:i;lseg,lseg>bool:i
?#(line,line>bool:i
&&(box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i;inet,inet>bool:i;anyarray,anyarray>bool:i
&&(tsquery,tsquery>tsquery:i;anyrange,anyrange>bool:i;anyrange,anymultirange>bool:i@14
&&(anymultirange,anyrange>bool:i@14;anymultirange,anymultirange>bool:i@14
<<(point,point>bool:i;box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i;bit,int4>bit:i
<<(inet,inet>bool:i;int2,int4>int2:i;int4,int4>int4:i;int8,int4>int8:i;anyrange,anyrange>bool:i
<<(anyrange,anymultirange>bool:i@14;anymultirange,anyrange>bool:i@14;anymultirange,anymultirange>bool:i@14
>>(point,point>bool:i;box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i;bit,int4>bit:i
>>(inet,inet>bool:i;int2,int4>int2:i;int4,int4>int4:i;int8,int4>int8:i;anyrange,anyrange>bool:i
>>(anyrange,anymultirange>bool:i@14;anymultirange,anyrange>bool:i@14;anymultirange,anymultirange>bool:i@14
~=(point,point>bool:i;box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i
@(point,box>bool:i;point,path>bool:i;box,box>bool:i;,float4>float4:i;,float8>float8:i;polygon,polygon>bool:i
@(point,lseg>bool:i;lseg,box>bool:i;point,line>bool:i;lseg,line>bool:i;,int8>int8:i;,int4>int4:i;,int2>int2:i
@(point,polygon>bool:i;circle,circle>bool:i;point,circle>bool:i;,numeric>numeric:i
<@(point,box>bool:i;point,path>bool:i;box,box>bool:i;polygon,polygon>bool:i;point,lseg>bool:i;lseg,box>bool:i
<@(point,line>bool:i;lseg,line>bool:i;point,polygon>bool:i;circle,circle>bool:i;point,circle>bool:i
<@(anyarray,anyarray>bool:i;tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;anyelement,anyrange>bool:i
<@(anyrange,anyrange>bool:i;anyelement,anymultirange>bool:i@14;anyrange,anymultirange>bool:i@14
<@(anymultirange,anyrange>bool:i@14;anymultirange,anymultirange>bool:i@14
@@(,box>point:i;,lseg>point:i;,path>point:i;,polygon>point:i;,circle>point:i;tsvector,tsquery>bool:i
@@(tsquery,tsvector>bool:i;text,text>bool:s;text,tsquery>bool:s;jsonb,jsonpath>bool:i
*(int4,int4>int4:i;int2,int2>int2:i;int2,int4>int4:i;int4,int2>int4:i;float4,float4>float4:i
*(float8,float8>float8:i;float4,float8>float8:i;float8,float4>float8:i;int8,int8>int8:i;money,float4>money:i
*(float4,money>money:i;int8,money>money:i;int4,money>money:i;int2,money>money:i;money,int8>money:i
*(money,int4>money:i;money,int2>money:i;money,float8>money:i;float8,money>money:i;circle,point>circle:i
*(int8,int4>int8:i;int4,int8>int8:i;int8,int2>int8:i;int2,int8>int8:i;box,point>box:i;path,point>path:i
*(point,point>point:i;interval,float8>interval:i;float8,interval>interval:i;numeric,numeric>numeric:i
*(anyrange,anyrange>anyrange:i;anymultirange,anymultirange>anymultirange:i@14
/(int2,int2>int2:i;int4,int4>int4:i;int2,int4>int4:i;int4,int2>int4:i;float4,float4>float4:i
/(float8,float8>float8:i;float4,float8>float8:i;float8,float4>float8:i;int8,int8>int8:i;money,float4>money:i
/(money,int8>money:i;money,int4>money:i;money,int2>money:i;money,float8>money:i;money,money>float8:i
/(circle,point>circle:i;int8,int4>int8:i;int4,int8>int8:i;int8,int2>int8:i;int2,int8>int8:i
/(interval,float8>interval:i;box,point>box:i;path,point>path:i;point,point>point:i;numeric,numeric>numeric:i
%(int2,int2>int2:i;int4,int4>int4:i;int8,int8>int8:i;numeric,numeric>numeric:i
+(int2,int2>int2:i;int4,int4>int4:i;int2,int4>int4:i;int4,int2>int4:i;float4,float4>float4:i
+(float8,float8>float8:i;float4,float8>float8:i;float8,float4>float8:i;int8,int8>int8:i;money,money>money:i
+(aclitem[],aclitem>aclitem[]:i;date,int4>date:i;circle,point>circle:i;interval,interval>interval:i
+(timestamptz,interval>timestamptz:s;date,time>timestamp:i;int8,int4>int8:i;int4,int8>int8:i;int8,int2>int8:i
+(int2,int8>int8:i;time,date>timestamp:i;date,timetz>timestamptz:i;timetz,date>timestamptz:i;box,point>box:i
+(path,path>path:i;path,point>path:i;point,point>point:i;inet,int8>inet:i;int8,inet>inet:i
+(numeric,numeric>numeric:i;time,interval>time:i;timetz,interval>timetz:i;interval,time>time:i;,int8>int8:i
+(,int2>int2:i;,int4>int4:i;,float4>float4:i;,float8>float8:i;,numeric>numeric:i
+(timestamp,interval>timestamp:i;date,interval>timestamp:i;interval,date>timestamp:i;interval,timetz>timetz:i
+(interval,timestamp>timestamp:i;interval,timestamptz>timestamptz:s;int4,date>date:i
+(anyrange,anyrange>anyrange:i;pg_lsn,numeric>pg_lsn:i@14;anymultirange,anymultirange>anymultirange:i@14
+(numeric,pg_lsn>pg_lsn:i@14
-(int2,int2>int2:i;int4,int4>int4:i;int2,int4>int4:i;int4,int2>int4:i;float4,float4>float4:i;,float4>float4:i
-(,int4>int4:i;,int2>int2:i;float8,float8>float8:i;,float8>float8:i;float4,float8>float8:i
-(float8,float4>float8:i;,int8>int8:i;int8,int8>int8:i;money,money>money:i;aclitem[],aclitem>aclitem[]:i
-(date,date>int4:i;date,int4>date:i;circle,point>circle:i;,interval>interval:i;interval,interval>interval:i
-(timestamptz,timestamptz>interval:i;timestamptz,interval>timestamptz:s;int8,int4>int8:i;int4,int8>int8:i
-(int8,int2>int8:i;int2,int8>int8:i;box,point>box:i;path,point>path:i;point,point>point:i;inet,int8>inet:i
-(inet,inet>int8:i;time,time>interval:i;numeric,numeric>numeric:i;time,interval>time:i
-(timetz,interval>timetz:i;,numeric>numeric:i;timestamp,timestamp>interval:i;timestamp,interval>timestamp:i
-(date,interval>timestamp:i;pg_lsn,pg_lsn>numeric:i;jsonb,text>jsonb:i;jsonb,int4>jsonb:i
-(jsonb,text[]>jsonb:i;anyrange,anyrange>anyrange:i;pg_lsn,numeric>pg_lsn:i@14
-(anymultirange,anymultirange>anymultirange:i@14
@>(box,box>bool:i;box,point>bool:i;polygon,polygon>bool:i;aclitem[],aclitem>bool:i;path,point>bool:i
@>(polygon,point>bool:i;circle,circle>bool:i;circle,point>bool:i;anyarray,anyarray>bool:i
@>(tsquery,tsquery>bool:i;jsonb,jsonb>bool:i;anyrange,anyelement>bool:i;anyrange,anyrange>bool:i
@>(anymultirange,anyelement>bool:i@14;anymultirange,anyrange>bool:i@14;anymultirange,anymultirange>bool:i@14
@>(anyrange,anymultirange>bool:i@14
&<(box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i;anyrange,anyrange>bool:i
&<(anyrange,anymultirange>bool:i@14;anymultirange,anyrange>bool:i@14;anymultirange,anymultirange>bool:i@14
&>(box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i;anyrange,anyrange>bool:i
&>(anyrange,anymultirange>bool:i@14;anymultirange,anyrange>bool:i@14;anymultirange,anymultirange>bool:i@14
|/(,float8>float8:i ||/(,float8>float8:i ^(float8,float8>float8:i;numeric,numeric>numeric:i
<->(line,line>float8:i;lseg,lseg>float8:i;point,lseg>float8:i;lseg,point>float8:i;point,box>float8:i
<->(box,point>float8:i;lseg,box>float8:i;box,lseg>float8:i;path,path>float8:i;point,path>float8:i
<->(path,point>float8:i;point,line>float8:i;line,point>float8:i;line,box>float8:i;box,line>float8:i
<->(lseg,line>float8:i;line,lseg>float8:i;circle,polygon>float8:i;polygon,circle>float8:i
<->(polygon,polygon>float8:i;point,polygon>float8:i;polygon,point>float8:i;circle,point>float8:i
<->(box,box>float8:i;point,point>float8:i;circle,circle>float8:i;point,circle>float8:i
<->(tsquery,tsquery>tsquery:i
#(lseg,lseg>point:i;box,box>box:i;,path>int4:i;,polygon>int4:i;line,line>point:i;bit,bit>bit:i
#(int2,int2>int2:i;int4,int4>int4:i;int8,int8>int8:i
##(point,lseg>point:i;point,box>point:i;lseg,box>point:i;point,line>point:i;lseg,line>point:i
##(line,box>point:i;line,lseg>point:i;lseg,lseg>point:i
~~(text,text>bool:i;name,text>bool:i;bpchar,text>bool:i;bytea,bytea>bool:i
!~~(text,text>bool:i;name,text>bool:i;bpchar,text>bool:i;bytea,bytea>bool:i @-@(,path>float8:i;,lseg>float8:i
?|(point,point>bool:i;,lseg>bool:i;,line>bool:i;jsonb,text[]>bool:i
?-(point,point>bool:i;,lseg>bool:i;,line>bool:i ?||(lseg,lseg>bool:i;line,line>bool:i
?-|(lseg,lseg>bool:i;line,line>bool:i ~*(text,text>bool:i;name,text>bool:i;bpchar,text>bool:i
!~*(text,text>bool:i;name,text>bool:i;bpchar,text>bool:i
<<|(circle,circle>bool:i;box,box>bool:i;polygon,polygon>bool:i;point,point>bool:i@14
|>>(circle,circle>bool:i;box,box>bool:i;polygon,polygon>bool:i;point,point>bool:i@14
~~*(text,text>bool:i;name,text>bool:i;bpchar,text>bool:i
!~~*(text,text>bool:i;name,text>bool:i;bpchar,text>bool:i
&(bit,bit>bit:i;macaddr,macaddr>macaddr:i;macaddr8,macaddr8>macaddr8:i;inet,inet>inet:i;int2,int2>int2:i
&(int4,int4>int4:i;int8,int8>int8:i
|(bit,bit>bit:i;macaddr,macaddr>macaddr:i;macaddr8,macaddr8>macaddr8:i;inet,inet>inet:i;int2,int2>int2:i
|(int4,int4>int4:i;int8,int8>int8:i <<=(inet,inet>bool:i >>=(inet,inet>bool:i
~<~(text,text>bool:i;bpchar,bpchar>bool:i ~<=~(text,text>bool:i;bpchar,bpchar>bool:i
~>=~(text,text>bool:i;bpchar,bpchar>bool:i ~>~(text,text>bool:i;bpchar,bpchar>bool:i
&<|(box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i
|&>(box,box>bool:i;polygon,polygon>bool:i;circle,circle>bool:i
->(json,text>json:i;json,int4>json:i;jsonb,text>jsonb:i;jsonb,int4>jsonb:i
->>(json,text>text:i;json,int4>text:i;jsonb,text>text:i;jsonb,int4>text:i
#>(json,text[]>json:i;jsonb,text[]>jsonb:i #>>(json,text[]>text:i;jsonb,text[]>text:i
@@@(tsvector,tsquery>bool:i;tsquery,tsvector>bool:i ?(jsonb,text>bool:i ?&(jsonb,text[]>bool:i
#-(jsonb,text[]>jsonb:i @?(jsonb,jsonpath>bool:i *=(record,record>bool:i *<>(record,record>bool:i
*<(record,record>bool:i *>(record,record>bool:i *<=(record,record>bool:i *>=(record,record>bool:i
-|-(anyrange,anyrange>bool:i;anyrange,anymultirange>bool:i@14;anymultirange,anymultirange>bool:i@14
-|-(anymultirange,anyrange>bool:i@14)";

}  // namespace impact
