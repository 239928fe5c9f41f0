#include <gtest/gtest.h>

#include "backup/contents.h"

using namespace backup;
using Sentences = std::vector<std::string>;

static const Contents shop{.rows = {{"public.orders", 150000}, {"public.users", 1}},
                           .objects = {{"indexes", {"public.orders_pkey", "public.orders_user"}},
                                       {"constraints", {"public.orders total_small (check) not valid"}}},
                           .sequences = {{"public.orders_id_seq", {150000, 150000}}, {"public.users_id_seq", {1, 5}}},
                           .large_objects = 2};

TEST(Differences, AreNoneWhenAllIsThere) {
  auto found = shop;
  found.sequences["public.users_id_seq"] = {3, 3};  // somebody drew numbers while the backup was taken
  EXPECT_EQ(differences(shop, found), Sentences{});
}

TEST(Differences, NameTableAndRows) {
  auto found = shop;
  found.rows = {{"public.orders", 149999}, {"public.extra", 3}};
  EXPECT_EQ(differences(shop, found), (Sentences{"public.orders: 150000 rows in the backup, 149999 restored",
                                                 "public.users: the table is missing, 1 row in the backup",
                                                 "public.extra: the table is not in the backup, 3 rows found"}));
}

TEST(Differences, NameObjectsAndThatAConstraintWasValidated) {
  auto found = shop;
  found.objects["indexes"] = {"public.orders_pkey"};
  found.objects["constraints"] = {"public.orders total_small (check)"};
  EXPECT_EQ(differences(shop, found), (Sentences{"constraints missing: public.orders total_small (check) not valid",
                                                 "constraints not in the backup: public.orders total_small (check)",
                                                 "indexes missing: public.orders_user"}));
}

TEST(Differences, ShortenLongLists) {
  Contents many;
  for (int i = 10; i < 20; ++i) many.objects["indexes"].push_back("i" + std::to_string(i));
  EXPECT_EQ(differences(many, {}), Sentences{"indexes missing: i10, i11, i12, i13, i14 and 5 more"});
}

TEST(Differences, NameSequencesOutsideTheirRange) {
  auto found = shop;
  found.sequences["public.orders_id_seq"] = {1, 1};
  found.sequences["public.users_id_seq"] = {};
  found.large_objects = 1;
  EXPECT_EQ(differences(shop, found),
            (Sentences{"sequence public.orders_id_seq: 150000 in the backup, 1 restored",
                       "sequence public.users_id_seq: 1 to 5 in the backup, unused restored",
                       "large objects: 2 in the backup, 1 restored"}));
}

TEST(Contents, ComeBackFromJson) {
  auto some = shop;
  some.sequences["public.never"] = {};
  EXPECT_EQ(to_json(contents_from_json(to_json(some))), to_json(some));
}
