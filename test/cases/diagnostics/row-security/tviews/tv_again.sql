SELECT pk_own AS pk_again, text FROM tv_own
