print("not SQL")
