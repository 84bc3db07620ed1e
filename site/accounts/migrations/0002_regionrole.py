import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_user'),
        ('core', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RegionRole',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('editor', 'Editor'), ('moderator', 'Moderator')], max_length=12, verbose_name='role')),
                ('region', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='core.region', verbose_name='region')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='region_roles', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'region role',
                'verbose_name_plural': 'region roles',
                'constraints': [models.UniqueConstraint(fields=('user', 'region', 'role'), name='accounts_one_region_role')],
            },
        ),
    ]
